// A letter as a document: whose, to whom, about which file, the pack's own words, and how to make sure of it.
import { filled, type Letter, type Placeholder } from '../../../packs/index.ts'
import type { Block, PrintedDocument } from '../../../platform/print/document.ts'
import type { RegisterReader } from '../pages/parts/words.ts'
import type { PaperMark } from '../views/print.ts'
import { marginsOf } from './pieces.ts'

export type LetterContent = {
  readonly template: Letter
  readonly values: Readonly<Record<Placeholder, string>>
  /** Lines of the address block, the name first. */
  readonly to: readonly string[]
  /** Whether an officer's account did the act; otherwise the register answers what the recruiter sent. */
  readonly byOfficer: boolean
  readonly siteAddress: string
  readonly mark?: PaperMark | undefined
  /** Of the act: the same letter is the same bytes. */
  readonly createdAt: Date
}

/** The letter in the reader's language; a text of the pack that is not written in it stands in the nearest one, and is marked so. */
export function letterDocument(content: LetterContent, reader: RegisterReader): PrintedDocument {
  const { template, values, to, byOfficer, siteAddress, mark, createdAt } = content
  const { say, text, written } = reader
  const subject = filled(text(template.subject).text, values)
  const words = template.paragraphs.map((localized): Block => {
    const { text: own, language, direction } = text(localized)
    return {
      kind: 'paragraph',
      text: filled(own, values),
      direction,
      ...(language !== written.tag && { language }),
    }
  })
  return {
    title: subject,
    language: written.tag,
    direction: written.direction,
    ...marginsOf(mark, [reader], `${values.office}  ·  ${values.number}`),
    createdAt,
    blocks: [
      { kind: 'seam' },
      { kind: 'paragraph', text: values.office, bold: true },
      {
        kind: 'columns',
        columns: [
          [{ kind: 'paragraph', text: to.join('\n') }],
          [
            {
              kind: 'facts',
              facts: [
                { name: say('letter.file'), value: values.number },
                { name: say('letter.day'), value: values.day },
              ],
            },
          ],
        ],
      },
      { kind: 'heading', level: 1, text: subject },
      ...words,
      { kind: 'rule' },
      {
        kind: 'paragraph',
        text: say(byOfficer ? 'letter.by-officer' : 'letter.by-register', {
          number: values.number,
          address: siteAddress,
        }),
        soft: true,
      },
    ],
  }
}
