// The poster for the wall of an agency: you pay nothing, and how to check whoever hung it up.
import type { Block, PrintedDocument } from '../../../platform/print/document.ts'
import { headline } from '../pages/parts/status.ts'
import type { RegisterReader } from '../pages/parts/words.ts'
import type { RecruiterPaper } from '../views/print.ts'
import { codeBlock, feeBlocks, marginsOf, SHAPE } from './pieces.ts'

/** The poster as a document, in one language. It never says that the agency is licensed: it says what the register said that day, and to look. */
export function poster(paper: RecruiterPaper, reader: RegisterReader, createdAt: Date): PrintedDocument {
  const { summary, today, siteAddress, contact, mark } = paper
  const { say, day, text } = reader
  const status = headline(summary)
  const call = contact?.telephone
    ? [say('poster.call', { contact: text(contact.name).text, telephone: contact.telephone })]
    : []
  const whose: readonly Block[] = [
    {
      kind: 'facts',
      facts: [{ name: say('poster.whose'), value: `${summary.name}\n${summary.licence}` }],
    },
    { kind: 'status', shape: SHAPE[status], word: `${say('poster.today')}: ${say(`status.${status}`)}` },
  ]
  return {
    title: `${say('poster.title')} ${summary.name}`,
    language: reader.written.tag,
    direction: reader.written.direction,
    ...marginsOf(mark, [reader], say('print.printed', { day: day(today) })),
    createdAt,
    blocks: [
      { kind: 'cloth' },
      { kind: 'poster-title', text: say('poster.title') },
      { kind: 'paragraph', text: say('poster.lead'), large: true, bold: true },
      { kind: 'heading', level: 2, text: say('poster.how') },
      {
        kind: 'columns',
        columns: [
          [codeBlock(paper, reader, 62)],
          [
            {
              kind: 'list',
              numbered: true,
              items: [
                say('poster.scan'),
                say('poster.search', { number: summary.licence, address: siteAddress }),
                say('poster.compare'),
                ...call,
              ],
            },
            ...whose,
          ],
        ],
      },
      ...feeBlocks(paper, reader),
    ],
  }
}
