// A recruiter or an applicant as a party of the link check: what the register and its forms know of it.
import type { Day } from '../../../kernel/day.ts'
import { headline, standingsOn } from '../domain/standing.ts'
import type { Party, PartyStanding } from '../find/links/party.ts'
import type { ApplicationForm } from '../forms.ts'
import type { FileForIndex } from '../store/files.ts'
import type { RecruiterWithParticulars } from '../store/recruiters.ts'

const STANDINGS: Readonly<Record<string, PartyStanding>> = {
  refused: 'refused',
  'refused, appealed': 'refused',
  'refused for good': 'refused',
  withdrawn: 'closed',
  lapsed: 'closed',
}

/** The applicant of a file. */
export function partyOfFile({ id, number, state, country, record }: FileForIndex): Party | undefined {
  if (!record) return undefined
  return { ...ofForm(record), id, kind: 'application', label: number, country, standing: STANDINGS[state] ?? 'open' }
}

/** A registered recruiter; the persons and papers of its newest granted form beside what the register shows. */
export function partyOfRecruiter(
  { recruiter, particulars }: RecruiterWithParticulars,
  form: ApplicationForm | undefined,
  today: Day,
): Party | undefined {
  if (!particulars) return undefined
  const of = form ? ofForm(form) : undefined
  const status = headline(standingsOn(recruiter.effects, today))
  const standing = status === 'listed' || status === 'delisted' ? undefined : status
  return {
    id: recruiter.id,
    kind: 'recruiter',
    label: recruiter.licence,
    country: recruiter.country,
    ...(standing && { standing }),
    names: particulars.names.map(({ text }) => text),
    telephones: particulars.telephones,
    emails: particulars.emails,
    webs: particulars.webs,
    addresses: particulars.place ? [particulars.place] : [],
    taxNumbers: of?.taxNumbers ?? [],
    representatives: of?.representatives ?? [],
    guarantors: of?.guarantors ?? [],
  }
}

type OfForm = Omit<Party, 'id' | 'kind' | 'label' | 'country' | 'standing'>

function ofForm(form: ApplicationForm): OfForm {
  const { name, tradeNames, telephones, emails, webs, address, place, taxNumber, representatives, guarantors } = form
  const whole = [address, place].filter(Boolean).join(', ')
  return {
    names: [name, ...tradeNames],
    telephones,
    emails,
    webs,
    addresses: whole ? [whole] : [],
    taxNumbers: taxNumber ? [taxNumber] : [],
    representatives: representatives.map(({ name: person, document, born }) => ({
      name: person,
      ...(document && { document }),
      ...(born && { born }),
    })),
    guarantors,
  }
}
