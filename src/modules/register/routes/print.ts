// Addresses of what is printed: the certificate, and the poster as a page and as PDF. All of it public.
import type { FileToSend, PageRoute, PublicFileRoute } from '../../../platform/http.ts'
import { type PrintedDocument, writeDocument } from '../../../platform/print/document.ts'
import { qrSvg } from '../../../platform/print/qr.ts'
import type { RegisterReader } from '../pages/parts/words.ts'
import { posterPage } from '../pages/poster.ts'
import { certificate } from '../print/certificate.ts'
import { codeContent } from '../print/pieces.ts'
import { poster } from '../print/poster.ts'
import { type PrintDesk, recruiterPaper } from '../print/recruiter-paper.ts'
import type { RecruiterPaper } from '../views/print.ts'

const PDF = 'application/pdf'
/** Most bytes of the page's first view (quality.md, rule 17). */
const FIRST_VIEW = 30 * 1024
const NOBODY = { problem: 'unknown-licence' } as const

/** `/recruiters/{licence}.pdf`: outside of the languages' pages, because it is written in two of them. */
export function printFileRoutes(desk: PrintDesk): readonly PublicFileRoute[] {
  const written = remembered(desk)
  return [
    {
      path: '/recruiters/:licence{[^/]+\\.pdf}',
      permission: 'public',
      async respond({ params }) {
        const paper = await recruiterPaper(desk, (params.licence ?? '').slice(0, -'.pdf'.length))
        const [leading, second] = paper?.languages.map(desk.readerOf) ?? []
        if (!paper || !leading || !second) return NOBODY
        return { file: await written('certificate', paper, () => certificate(paper, [leading, second], desk.now())) }
      },
    },
  ]
}

/** `/recruiters/{licence}/poster` and `/recruiters/{licence}/poster.pdf`, in each language. */
export function posterRoutes(desk: PrintDesk): readonly PageRoute<RegisterReader>[] {
  const written = remembered(desk)
  const common = { permission: 'public', budget: FIRST_VIEW } as const
  return [
    {
      ...common,
      path: '/recruiters/:licence/poster',
      async respond({ params }, reader) {
        const paper = await recruiterPaper(desk, params.licence ?? '')
        return paper ? { status: 200, page: posterPage(paper, qrSvg(codeContent(paper)), reader) } : NOBODY
      },
    },
    {
      ...common,
      path: '/recruiters/:licence/poster.pdf',
      async respond({ params }, reader) {
        const paper = await recruiterPaper(desk, params.licence ?? '')
        if (!paper) return NOBODY
        const name = `poster-${reader.written.tag}`
        return { file: await written(name, paper, () => poster(paper, reader, desk.now())) }
      },
    },
  ]
}

const MOST_REMEMBERED = 100

/**
 * Writes a document once and hands the same bytes out until what stands in it changes: drawing takes a hundred times as long as looking
 * it up, and a crowd at one address must not keep the node from answering checks.
 */
function remembered(desk: PrintDesk) {
  const known = new Map<string, Promise<Uint8Array>>()
  return async (kind: string, paper: RecruiterPaper, draw: () => PrintedDocument): Promise<FileToSend> => {
    const key = JSON.stringify([
      kind,
      desk.register.position(),
      paper.today,
      paper.summary.address,
      paper.mark,
      paper.statusCode,
    ])
    let bytes = known.get(key)
    if (!bytes) {
      bytes = writeDocument(draw())
      if (known.size >= MOST_REMEMBERED) known.clear()
      known.set(key, bytes)
      bytes.catch(() => known.delete(key))
    }
    return { name: `${paper.summary.licence}-${kind}.pdf`, type: PDF, bytes: await bytes, inline: true }
  }
}
