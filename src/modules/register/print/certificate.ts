// The certificate: how a recruiter stands on the day it is printed, in the two languages of its country.
import type { Block, PrintedDocument } from '../../../platform/print/document.ts'
import { headline } from '../pages/parts/status.ts'
import type { RegisterReader } from '../pages/parts/words.ts'
import type { RecruiterPaper } from '../views/print.ts'
import type { Standing, Status } from '../views.ts'
import { codeBlock, type Fact, feeBlocks, marginsOf, SHAPE, scopeFacts, section } from './pieces.ts'

/**
 * The certificate as a document. Who is not authorized gets a paper that says so in its largest words: nothing on it can be
 * taken for a permission. It carries no signature: only the register itself says whether it still holds.
 */
export function certificate(
  paper: RecruiterPaper,
  [leading, second]: readonly [RegisterReader, RegisterReader],
  createdAt: Date,
): PrintedDocument {
  const { summary, today, mark } = paper
  const status = headline(summary)
  const both = [leading, second]
  const inBoth = (blocks: (reader: RegisterReader) => readonly Block[]): readonly Block[] =>
    both.map((reader) => section(reader, blocks(reader)))
  const sideBySide = (blocks: (reader: RegisterReader) => readonly Block[]): Block => ({
    kind: 'columns',
    columns: both.map((reader) => [section(reader, blocks(reader))]),
  })
  return {
    title: `${summary.name}, ${summary.licence}`,
    language: leading.written.tag,
    direction: leading.written.direction,
    ...marginsOf(mark, both, `${summary.licence}  ·  ${leading.day(today)}`),
    createdAt,
    blocks: [
      { kind: 'seam' },
      {
        kind: 'paragraph',
        text: leading.say('print.register', { corridor: leading.text(paper.corridor).text }),
        soft: true,
      },
      ...opening(paper, status, both, inBoth),
      {
        kind: 'columns',
        columns: summary.standings.map((standing) => [...countryWord(paper, standing, both)]),
      },
      sideBySide((reader) => [{ kind: 'facts', facts: factsOf(paper, status, reader) }]),
      {
        kind: 'columns',
        columns: [
          [codeBlock(paper, leading, 36)],
          ...inBoth(({ say, day }) => [
            {
              kind: 'paragraph',
              text: say('print.check', { number: summary.licence, address: paper.siteAddress }),
              bold: true,
            },
            { kind: 'paragraph', text: say('print.printed', { day: day(today) }) },
          ]).map((block) => [block]),
        ],
      },
      sideBySide((reader) => [
        { kind: 'paragraph', text: reader.say('print.free'), large: true, bold: true },
        ...feeBlocks(paper, reader),
      ]),
      { kind: 'seam' },
    ],
  }
}

function opening(
  { summary, today }: RecruiterPaper,
  status: Status,
  both: readonly RegisterReader[],
  inBoth: (blocks: (reader: RegisterReader) => readonly Block[]) => readonly Block[],
): readonly Block[] {
  const lead = ({ say, day }: RegisterReader): readonly Block[] => [
    { kind: 'paragraph', text: say(`print.lead.${status}`, { day: day(today) }), large: true },
  ]
  if (status === 'authorized') return [{ kind: 'heading', level: 1, text: summary.name }, ...inBoth(lead)]
  return [
    ...both.map((reader) => section(reader, [{ kind: 'poster-title', text: reader.say(`print.big.${status}`) }])),
    { kind: 'heading', level: 2, text: summary.name },
    ...inBoth(lead),
  ]
}

/** One country's own word: its name, its status, since when and until when, whose word it is. */
function countryWord(
  { countryNames, ask }: RecruiterPaper,
  standing: Standing,
  both: readonly RegisterReader[],
): readonly Block[] {
  const { country, status, says } = standing
  const contact = ask.get(country)
  return both.map((reader, at) => {
    const { say, text } = reader
    const name = text(countryNames.get(country) ?? {}).text || country
    const word = say(`status.${status}`)
    const asked = contact && [text(contact.name).text, contact.telephone].filter(Boolean).join(', ')
    const lines = [
      ...termLines(standing, reader),
      ...(status === 'unknown' ? [say('print.unheard')] : []),
      ...(status === 'unknown' && asked ? [say('print.ask', { contact: asked })] : []),
    ].join(' ')
    const whose: readonly Block[] = says ? [{ kind: 'paragraph', text: text(says).text, soft: true }] : []
    const opening: readonly Block[] =
      at === 0
        ? [
            { kind: 'heading', level: 2, text: name },
            { kind: 'status', shape: SHAPE[status], word },
          ]
        : [{ kind: 'paragraph', text: `${name}: ${word}`, bold: true }]
    return section(reader, [...opening, ...(lines ? [{ kind: 'paragraph', text: lines } as const] : []), ...whose])
  })
}

function termLines(
  { status, since, validFrom, validUntil, appeal, closed }: Standing,
  { say, day }: RegisterReader,
): readonly string[] {
  const lines: string[] = []
  if (status === 'authorized' && validFrom && validUntil)
    lines.push(say('print.term', { from: day(validFrom), until: day(validUntil) }))
  else if (status === 'authorized' && validFrom) lines.push(say('line.since', { day: day(validFrom) }))
  else if (status === 'expired') {
    const ended = validUntil ?? since
    if (ended) lines.push(say('line.expired', { day: day(ended) }))
  } else if (status !== 'unknown' && since) lines.push(say('line.since', { day: day(since) }))
  if (appeal) lines.push(say('print.appeal'))
  if (closed) lines.push(say('print.closed'))
  return lines
}

/** The number, the telephone as registered, and, of an authorization in force only, what it is for. */
function factsOf({ summary, scope }: RecruiterPaper, status: Status, reader: RegisterReader): readonly Fact[] {
  const { say } = reader
  const telephones = summary.telephones.length > 0 ? summary.telephones.join('\n') : say('print.telephone.none')
  return [
    {
      name: say('fact.licence'),
      value: [summary.licence, ...(summary.licenceDerived ? [say('fact.licence.derived')] : [])].join('\n'),
    },
    { name: say('print.telephone'), value: telephones },
    ...(status === 'authorized' ? scopeFacts(scope, reader) : []),
  ]
}
