// The reference page of what the packs' desks rest on: each rule with its law, the copy that was read, and what is still to be found.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { isVerified } from '../../src/packs/index.ts'
import { DESKS } from '../../src/packs/schema/desks.ts'
import type { Law, Provenance } from '../../src/packs/schema/parts.ts'
import { code, head, table } from './markdown.ts'

const FOLDER = join(import.meta.dirname, '../../packs')
const Desks = z.strictObject(DESKS)
const Sources = z.record(z.string(), z.object({ title: z.string(), official: z.boolean() }))
type Sources = z.infer<typeof Sources>

const INTRO =
  'What each country’s desks ask, and how far it was verified. Only `sourced` counts as verified; the rest is shown to officers as not verified, and the ministry supplies the text. The flag speaks of the law: which paper the desk asks for under it is the pack’s proposal, for the ministry to confirm. Where no copy is marked official, recheck the text before relying on it.'

/** Every pack, country by country. */
export function packsPage(): string {
  const packs = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const parts = packs.map((entry) => entry.name).sort()
  return [head('What the packs rest on', 'packs/*/desks', INTRO), ...parts.flatMap(packParts)].join('\n')
}

function packParts(pack: string): readonly string[] {
  const sources = Sources.parse(json(join(FOLDER, pack, 'sources.json')))
  const files = readdirSync(join(FOLDER, pack, 'desks')).sort()
  return files.map((file) => {
    const country = file.slice(0, 'XA'.length)
    return countryPart(`${country} in ${pack}`, Desks.parse(json(join(FOLDER, pack, 'desks', file))), sources)
  })
}

function countryPart(title: string, desks: z.infer<typeof Desks>, sources: Sources): string {
  const requirements = desks.requirements.map(({ id, for: purposes, kinds, name, law, from }) => [
    `${english(name)} (${code(id)})`,
    `${purposes.join(', ')}${kinds ? `; only ${kinds.map(code).join(', ')}` : ''}`,
    from,
    ...lawCells(law, sources),
  ])
  const verified = desks.requirements.filter(({ law }) => isVerified(law.provenance)).length
  const sanctions = desks.sanctions.map(({ name, effect, fine, law }) => [
    english(name),
    fine ? `${effect}, ${fine.least}–${fine.most} ${fine.unit}` : effect,
    ...lawCells(law, sources),
  ])
  const terms = Object.entries(desks.deadlines).flatMap(([kind, term]) =>
    term
      ? [
          [
            kind,
            term.days === undefined ? `${term.months} months` : `${term.days} ${term.counted} days`,
            ...ground(term.provenance, sources),
          ],
        ]
      : [],
  )
  const others: readonly (readonly [string, string, Provenance])[] = [
    ['guarantee', `required: ${desks.guarantee.required}`, desks.guarantee.provenance],
    ['appeal', `suspensive: ${desks.appeal.suspensive}`, desks.appeal.provenance],
    ['calendar', `${desks.calendar.holidays.length} holidays listed`, desks.calendar.provenance],
  ]
  return [
    `## ${title}\n\nRequirements with a verified law: ${verified} of ${desks.requirements.length}.\n`,
    table(['requirement', 'for', 'from', 'law', 'flag', 'read in'], requirements),
    table(['sanction', 'effect', 'law', 'flag', 'read in'], sanctions),
    table(
      ['rule', 'says', 'flag', 'read in'],
      [...terms, ...others.map(([rule, says, provenance]) => [rule, says, ...ground(provenance, sources)])],
    ),
  ].join('\n')
}

function lawCells({ instrument, article, provenance }: Law, sources: Sources): readonly string[] {
  return [`${english(instrument)}${article === undefined ? '' : `, ${article}`}`, ...ground(provenance, sources)]
}

function ground({ flag, sources: keys }: Provenance, sources: Sources): readonly [string, string] {
  const read = keys.map((key) => `${sources[key]?.title ?? key}${sources[key]?.official ? ' (official)' : ''}`)
  return [flag, read.join('; ')]
}

function english(text: Readonly<Record<string, string>>): string {
  return text.en ?? Object.values(text)[0] ?? ''
}

function json(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}
