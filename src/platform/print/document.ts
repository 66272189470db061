// Writes a document as a tagged PDF: blocks in, bytes out, the same bytes for the same document.
import type { Block, PrintedDocument } from './blocks.ts'
import { CLOTH_HEIGHT, drawCloth, drawSeam, drawShape } from './ornament.ts'
import { qrModules, rectangles } from './qr.ts'
import { type Column, createSheet, type Element, INK, MILLIMETRE, type Sheet, SOFT, type Style } from './sheet.ts'

export type { Block, Direction, PrintedDocument, Shape } from './blocks.ts'

/**
 * The PDF: A4, fonts embedded, tags, language and title in it. Any text may stand in it; what cannot be drawn is a □.
 * Throws Error only for a QR content that is too long for any code.
 */
export async function writeDocument(document: PrintedDocument): Promise<Uint8Array> {
  const sheet = createSheet(document)
  const pen: Pen = { sheet, direction: document.direction, parent: sheet.root }
  for (const block of document.blocks) draw(pen, block, sheet.column)
  margins(sheet, document)
  return sheet.finish()
}

type Pen = { readonly sheet: Sheet; readonly direction: Style['direction']; readonly parent: Element }

function draw(pen: Pen, block: Block, column: Column): void {
  const below = drawBlock(pen, block, column)
  pen.sheet.moveTo(pen.sheet.at() + below)
}

/** Draws a block where the pen stands. @returns the points to leave below it */
function drawBlock(pen: Pen, block: Block, column: Column): number {
  const { sheet, direction, parent } = pen
  const style = (face: Style['face'], size: number, colour = INK): Style => ({ face, size, colour, direction })
  const gap = (points: number) => sheet.moveTo(sheet.at() + points)
  switch (block.kind) {
    case 'heading': {
      const size = block.level === 1 ? 24 : 15
      // A heading does not stand alone at the foot of a page.
      sheet.need(size * 4)
      if (block.level === 2) gap(6)
      sheet.write(parent, `H${block.level}`, block.text, style('bold', size), column)
      return 4
    }
    case 'poster-title':
      gap(12)
      sheet.write(parent, 'H1', block.text, style('bold', 54), column)
      return 12
    case 'paragraph': {
      const own = {
        ...style(block.bold ? 'bold' : 'text', block.large ? 15 : 11, block.soft ? SOFT : INK),
        direction: block.direction ?? direction,
      }
      sheet.write(parent, 'P', block.text, own, column, block.language)
      return 7
    }
    case 'facts': {
      const list = sheet.pdf.struct('L')
      parent.add(list)
      for (const { name, value } of block.facts) {
        const item = sheet.pdf.struct('LI')
        list.add(item)
        sheet.need(40)
        sheet.write(item, 'Lbl', name, style('text', 10, SOFT), column)
        sheet.write(item, 'LBody', value, style('bold', 12), column)
        item.end()
        gap(5)
      }
      list.end()
      return 3
    }
    case 'list': {
      const list = sheet.pdf.struct('L')
      parent.add(list)
      const inner = { x: direction === 'rtl' ? column.x : column.x + 18, width: column.width - 18 }
      for (const [at, text] of block.items.entries()) {
        const item = sheet.pdf.struct('LI')
        list.add(item)
        const own = style('text', 11)
        sheet.need(sheet.heightOf(own))
        const label = block.numbered ? `${at + 1}.` : '•'
        sheet.tagged(item, 'Lbl', () => sheet.drawLine(label, own, column, sheet.at()))
        sheet.write(item, 'LBody', text, own, inner)
        item.end()
        gap(3)
      }
      list.end()
      return 4
    }
    case 'status': {
      sheet.need(30)
      const y = sheet.at()
      const x = direction === 'rtl' ? column.x + column.width - 20 : column.x
      sheet.artifact(() => drawShape(sheet.pdf, block.shape, x, y, 20))
      sheet.write(parent, 'P', block.word, style('bold', 14), {
        x: direction === 'rtl' ? column.x : column.x + 27,
        width: column.width - 27,
      })
      return 5
    }
    case 'seam':
      sheet.need(18)
      sheet.artifact(() => drawSeam(sheet.pdf, column.x, sheet.at(), column.width))
      return 26
    case 'cloth':
      sheet.need(CLOTH_HEIGHT)
      sheet.artifact(() => drawCloth(sheet.pdf, column.x, sheet.at(), column.width))
      return CLOTH_HEIGHT + 10
    case 'rule':
      sheet.need(10)
      sheet.artifact(() => line(sheet, column.x, sheet.at(), column.width))
      return 10
    case 'qr': {
      const edge = Math.min((block.millimetres ?? 36) * MILLIMETRE, column.width)
      sheet.need(edge)
      const [x, y] = [direction === 'rtl' ? column.x + column.width - edge : column.x, sheet.at()]
      const rows = qrModules(block.content, block.level)
      // The quiet zone of four modules belongs to the edge.
      const unit = edge / (rows.length + 8)
      const figure = () => {
        sheet.pdf.save().rect(x, y, edge, edge).fill('#ffffff')
        for (const dark of rectangles(rows))
          sheet.pdf.rect(x + (dark.x + 4) * unit, y + (dark.y + 4) * unit, dark.width * unit, unit)
        sheet.pdf.fill('#000000').restore()
      }
      sheet.tagged(parent, 'Figure', figure, { alt: block.alt.toWellFormed(), bbox: [x, y, x + edge, y + edge] })
      return edge + 8
    }
    case 'columns':
      columns(pen, block.columns, column)
      return 4
    case 'section': {
      const element = sheet.pdf.struct('Sect', { lang: block.language })
      parent.add(element)
      for (const inner of block.blocks) draw({ sheet, direction: block.direction, parent: element }, inner, column)
      element.end()
      return 0
    }
    case 'signature': {
      sheet.need(70)
      const width = (column.width - 24 * (block.names.length - 1)) / Math.max(1, block.names.length)
      const from = sheet.at() + 44
      const order = direction === 'rtl' ? block.names.toReversed() : block.names
      let lowest = from
      for (const [at, name] of order.entries()) {
        const x = column.x + at * (width + 24)
        sheet.artifact(() => line(sheet, x, from, width))
        sheet.moveTo(from + 4)
        sheet.write(parent, 'P', name, style('text', 9, SOFT), { x, width })
        lowest = Math.max(lowest, sheet.at())
      }
      sheet.moveTo(lowest)
      return 8
    }
    case 'page-break':
      sheet.newPage()
      return 0
  }
}

/** Side by side, the first where reading begins. They begin at one height; one that is longer than the page goes on alone on the next. */
function columns(pen: Pen, list: readonly (readonly Block[])[], column: Column): void {
  const { sheet, direction } = pen
  const width = (column.width - 18 * (list.length - 1)) / Math.max(1, list.length)
  sheet.need(110)
  const from = sheet.at()
  const page = sheet.pageNumber()
  let lowest = from
  for (const [at, blocks] of list.entries()) {
    const place = direction === 'rtl' ? list.length - 1 - at : at
    // After a column that ran over, the next begins below it: nothing is drawn on top of anything.
    if (sheet.pageNumber() === page) sheet.moveTo(from)
    for (const block of blocks) draw(pen, block, { x: column.x + place * (width + 18), width })
    lowest = sheet.pageNumber() === page ? Math.max(lowest, sheet.at()) : sheet.at()
  }
  sheet.moveTo(lowest)
}

function line(sheet: Sheet, x: number, y: number, width: number): void {
  sheet.pdf
    .save()
    .moveTo(x, y)
    .lineTo(x + width, y)
    .lineWidth(0.8)
    .stroke(SOFT)
    .restore()
}

/** On every page: the band of practice above and below, the foot, the number. */
function margins(sheet: Sheet, { practice, foot, direction }: PrintedDocument): void {
  const { pdf, page, column } = sheet
  const { count } = pdf.bufferedPageRange()
  const band = (y: number, text: string) => {
    pdf.save().rect(column.x, y, column.width, 18).fill('#f4b933').restore()
    const style: Style = { face: 'bold', size: 9.5, direction }
    sheet.drawLine(sheet.measure(text, style, column.width - 12)[0] ?? '', style, column, y + 3, 'center')
  }
  for (let at = 0; at < count; at++) {
    pdf.switchToPage(at)
    pdf.markContent('Artifact', { type: 'Pagination' })
    if (practice) {
      band(7 * MILLIMETRE, practice)
      band(page.height - 9 * MILLIMETRE - 6, practice)
    }
    const small: Style = { face: 'text', size: 8, colour: SOFT, direction }
    const y = page.height - 16 * MILLIMETRE
    if (foot) sheet.drawLine(sheet.measure(foot, small, column.width - 50)[0] ?? '', small, column, y)
    const across = direction === 'rtl' ? 'ltr' : 'rtl'
    const number = { ...small, direction: 'ltr' as const }
    const narrow = across === 'rtl' ? { x: column.x + column.width - 40, width: 40 } : { x: column.x, width: 40 }
    sheet.drawLine(`${at + 1}/${count}`, number, narrow, y)
    pdf.endMarkedContent()
  }
}
