// The pen: A4 pages, lines of text with their tags, and a place that moves down the page.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import PDFDocument from 'pdfkit'
import type { Direction, PrintedDocument } from './blocks.ts'
import { linesOf, printable, runsOf } from './text.ts'

export const MILLIMETRE = 72 / 25.4
export const INK = '#191a33'
export const SOFT = '#45445a'
const MARGIN = 16 * MILLIMETRE
const TOP = 18 * MILLIMETRE
const BOTTOM = 20 * MILLIMETRE

type Pdf = PDFKit.PDFDocument
export type Element = PDFKit.PDFStructureElement
export type Face = 'text' | 'bold'
export type Style = {
  readonly face: Face
  readonly size: number
  readonly colour?: string
  readonly direction: Direction
}
/** Where text may stand on the page, in points. */
export type Column = { readonly x: number; readonly width: number }

const face = (name: string) => readFileSync(fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`)))
let faces: Readonly<Record<Face, Buffer>> | undefined

/** The box of a figure is newer than the typings. */
type TagOptions = PDFKit.Mixins.StructureElementOptions & { readonly bbox?: readonly number[] }

export type Sheet = ReturnType<typeof createSheet>

/** An empty tagged document with its first page. */
export function createSheet(of: PrintedDocument) {
  faces ??= { text: face('DejaVuSans'), bold: face('DejaVuSans-Bold') }
  const pdf: Pdf = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    tagged: true,
    pdfVersion: '1.7',
    displayTitle: true,
    lang: of.language,
    info: {
      Title: of.title.toWellFormed(),
      Creator: 'SurSur',
      Producer: 'SurSur',
      CreationDate: of.createdAt,
      ModDate: of.createdAt,
    },
  })
  for (const [name, bytes] of Object.entries(faces)) pdf.registerFont(name, bytes)
  const bytes = new Promise<Uint8Array>((resolve, reject) => {
    const parts: Buffer[] = []
    pdf.on('data', (part: Buffer) => parts.push(part))
    pdf.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))))
    pdf.on('error', reject)
  })
  pdf.addPage()
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  const page = { width: pdf.page.width, height: pdf.page.height, margin: MARGIN }
  const end = page.height - BOTTOM
  let y = TOP

  function use(style: Pick<Style, 'face' | 'size'>): void {
    pdf.font(style.face).fontSize(style.size)
  }

  /** Whether the font of the pen can draw a character. The typings do not know the font behind it. */
  function hasGlyph(code: number): boolean {
    return (
      pdf as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } }
    )._font.font.hasGlyphForCodePoint(code)
  }

  // Shaping is what costs: a hostile name of thousands of letters is measured letter by letter, each once.
  const widths = new Map<string, number>()
  function perPoint(text: string, face: Face): number {
    const key = `${face} ${text}`
    const known = widths.get(key)
    if (known !== undefined) return known
    pdf.font(face).fontSize(1)
    const width = pdf.widthOfString(text, { features: [] })
    widths.set(key, width)
    return width
  }

  function measure(text: string, style: Style, width: number): readonly string[] {
    use(style)
    const widthOf = (piece: string) => perPoint(piece, style.face) * style.size
    return linesOf(printable(text, hasGlyph), width, widthOf)
  }

  /** Draws one line at a height; the text is already printable. */
  function drawLine(line: string, style: Style, column: Column, at: number, align?: 'center'): void {
    use(style)
    pdf.fillColor(style.colour ?? INK)
    const runs = runsOf(line, style.direction).map((run) => {
      const features: PDFKit.Mixins.OpenTypeFeatures[] = run.rtl ? ['rtla'] : []
      return { ...run, features, width: pdf.widthOfString(run.text, { features }) }
    })
    const total = runs.reduce((sum, run) => sum + run.width, 0)
    const rest = column.width - total
    let x = column.x + (align === 'center' ? rest / 2 : style.direction === 'rtl' ? rest : 0)
    for (const run of runs) {
      pdf.text(run.text, x, at, { lineBreak: false, features: run.features })
      x += run.width
    }
  }

  const heightOf = (style: Style) => style.size * 1.36

  function newPage(): void {
    pdf.addPage()
    y = TOP
  }

  /** Makes sure of so many points on this page, or begins another. */
  function need(points: number): void {
    if (y + points > end && y > TOP) newPage()
  }

  /** Content that has a meaning, under a tag. */
  function tagged(parent: Element, tag: string, draw: () => void, options: TagOptions = {}): void {
    const element = pdf.struct(tag, options)
    parent.add(element)
    element.add(pdf.markStructureContent(tag))
    draw()
    pdf.endMarkedContent()
    element.end()
  }

  /** Decoration, which a reader passes over. */
  function artifact(draw: () => void): void {
    pdf.markContent('Artifact', { type: 'Layout' })
    draw()
    pdf.endMarkedContent()
  }

  /** Lines of text under one tag, over as many pages as they need. */
  function write(parent: Element, tag: string, text: string, style: Style, column: Column, language?: string): void {
    const lines = measure(text, style, column.width)
    const element = pdf.struct(tag, {
      ...(language ? { lang: language } : {}),
      // Drawn in the order of the eye; read in the order of the tongue.
      ...(style.direction === 'rtl' ? { actual: lines.join(' ') } : {}),
    })
    parent.add(element)
    for (let at = 0; at < lines.length; ) {
      need(heightOf(style))
      element.add(pdf.markStructureContent(tag))
      do {
        drawLine(lines[at] ?? '', style, column, y)
        y += heightOf(style)
        at++
      } while (at < lines.length && y + heightOf(style) <= end)
      pdf.endMarkedContent()
    }
    element.end()
  }

  return {
    pdf,
    root,
    page,
    column: { x: MARGIN, width: page.width - 2 * MARGIN } satisfies Column,
    top: TOP,
    end,
    measure,
    drawLine,
    heightOf,
    need,
    newPage,
    tagged,
    artifact,
    write,
    at: () => y,
    moveTo(points: number): void {
      y = points
    },
    pageNumber: () => pdf.bufferedPageRange().count,
    async finish(): Promise<Uint8Array> {
      root.end()
      pdf.end()
      return bytes
    },
  }
}
