// The shape of a corridor pack: data that a lawyer or a translator can edit, and that code never names by country.
import { z } from 'zod'
import { DESKS } from './schema/desks.ts'
import { Letters } from './schema/letters.ts'
import { CountryCode, LegalDay, Localized, OfficialTitles, Provenance } from './schema/parts.ts'

export { CountryCode, LegalDay, Localized, Provenance }

export const Contact = z.strictObject({
  id: z.string(),
  name: Localized,
  /** What they can do for a worker, in one line. */
  helps: Localized,
  /** As it is printed; absent when none was found. */
  telephone: z.string().optional(),
  /** What the `tel:` link dials: digits and a leading +. */
  dial: z
    .string()
    .regex(/^\+?[0-9*#]+$/, 'digits, with a leading + when international')
    .optional(),
  email: z.string().optional(),
  web: z.url().optional(),
  hours: Localized.optional(),
  /** From where it can be reached, when not from everywhere: short and free numbers often end at the border. */
  reach: Localized.optional(),
  free: z.boolean().optional(),
  /** The day on which the contact was last read in its source; live calls are the ministry's to make. */
  checked: LegalDay,
  provenance: Provenance,
})
export type Contact = z.infer<typeof Contact>

const Authority = z.strictObject({
  id: z.string(),
  name: Localized,
  does: z.array(z.enum(['register', 'inspection', 'placement', 'migration'])),
  provenance: Provenance,
})

export const CountryOfPack = z.strictObject({
  code: CountryCode,
  name: Localized,
  /** IANA time zone in which the country's legal days are counted. */
  zone: z.string(),
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/, 'three capital letters of ISO 4217'),
  callingCode: z.string().regex(/^[1-9][0-9]{0,2}$/, 'one to three digits, without +'),
  /** Lengths of a national number in digits, for numbers typed without a country code. */
  nationalNumberLengths: z.array(z.number().int().positive()).min(1),
  authorities: z.array(Authority).min(1),
  kindsOfRecruiter: z.array(z.strictObject({ id: z.string(), name: Localized, provenance: Provenance })).min(1),
  licenceNumber: z.strictObject({
    /** Regular expression of a whole number, as this node issues or prints it. */
    form: z.string(),
    example: z.string(),
    /** `mod-37-36` (ISO 7064) when the last character checks the others; `none` for a ministry's own numbers. */
    checkCharacter: z.enum(['mod-37-36', 'none']),
    /** How this node makes a number; absent where the ministry numbers by itself. */
    issue: z
      .strictObject({
        /** `{sequence}` stands for the number, `{check}` for its check character: `XA-{sequence}-{check}`. */
        pattern: z.string(),
        /** Digits of the sequence, with leading zeros. */
        digits: z.number().int().min(1).max(9),
      })
      .optional(),
    provenance: Provenance,
  }),
  /** How long an authorization lasts; `years` is absent where no source was found. */
  validity: z.strictObject({
    years: z.number().int().positive().optional(),
    renewable: z.boolean().optional(),
    provenance: Provenance,
  }),
  feePolicy: z.strictObject({ sentence: Localized, provenance: Provenance }),
  contacts: z.array(Contact).min(1),
  /** The contact to ask when this country's register cannot be asked. */
  askInstead: z.string(),
  ...DESKS,
})
export type CountryOfPack = z.infer<typeof CountryOfPack>

export const LanguageOfPack = z.strictObject({
  tag: z.string(),
  /** The language's own name for itself. */
  name: z.string(),
  direction: z.enum(['ltr', 'rtl']),
  /** `original`: the pack is written in it; `translated`: interface texts exist; `named`: no text yet, readers get `fallback` with a notice. */
  standing: z.enum(['original', 'translated', 'named']),
  fallback: z.string().optional(),
  /** Locale for dates and numbers; named, because Intl falls back to the machine's own without a word. */
  formats: z.string(),
  provenance: Provenance.optional(),
})
export type LanguageOfPack = z.infer<typeof LanguageOfPack>

export const Pack = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]{2})+$/, 'the country codes in small letters, joined by dashes, such as "xa-xb"'),
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'three numbers, such as "1.0.0"'),
  name: Localized,
  countries: z.array(CountryOfPack).min(2),
  languages: z.array(LanguageOfPack).min(1),
  sectors: z
    .array(
      z.strictObject({
        id: z.string(),
        /** Section letter, division, group or class of ISIC revision 4. */
        isic: z
          .string()
          .regex(/^([A-U]|[0-9]{2,4})$/, 'a code of ISIC revision 4, such as "01"')
          .optional(),
        name: Localized,
      }),
    )
    .min(1),
  /** `required`: an authorization of the home country counts only once the other side has recognized it. */
  recognition: z.enum(['shown', 'required']),
  /** Which standings anybody may see, with the ground for it. */
  publicStandings: z.strictObject({
    standings: z.array(z.enum(['authorized', 'suspended', 'revoked', 'expired', 'delisted', 'listed'])),
    provenance: Provenance,
  }),
  /** Whether verified warnings about recruiters without authorization are shown to anybody, with the ground for it. */
  publicWarnings: z.strictObject({ published: z.boolean(), provenance: Provenance }),
  /** Occupations that the corridor's sectors hire, by unit group of ISCO-08. */
  occupations: z.array(
    z.strictObject({
      isco08: z.string().regex(/^[0-9]{4}$/, 'four digits of ISCO-08, such as "9211"'),
      name: OfficialTitles,
      /** Ids of the pack's sectors. */
      sectors: z.array(z.string()).min(1),
      provenance: Provenance,
    }),
  ),
  letters: Letters,
  /** Page texts that differ from corridor to corridor, by key. */
  texts: z.record(z.string(), Localized),
  sources: z.record(
    z.string(),
    z.strictObject({
      title: z.string(),
      publisher: z.string().optional(),
      url: z.url().optional(),
      /** The copy that was read, when it is not the official text. */
      copy: z.string().optional(),
      read: LegalDay,
      official: z.boolean(),
    }),
  ),
})
export type Pack = z.infer<typeof Pack>
