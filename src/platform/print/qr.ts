// A text as a QR code: its dark squares, for the pen, and as one path, for a page.
import qrcode from 'qrcode'

export type QrLevel = 'L' | 'M' | 'Q' | 'H'

/** Rows of modules, dark ones true, without the quiet zone of four modules that must stay around it. Throws Error when the text is too long. */
export function qrModules(text: string, level: QrLevel = 'M'): readonly (readonly boolean[])[] {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: level })
  return Array.from({ length: modules.size }, (_, row) =>
    Array.from({ length: modules.size }, (_, column) => Boolean(modules.get(row, column))),
  )
}

/** For a page: `size` is the edge of the viewBox, quiet zone included; `path` the dark modules, to be filled. */
export function qrSvg(text: string, level: QrLevel = 'M'): { readonly size: number; readonly path: string } {
  const rows = qrModules(text, level)
  return {
    size: rows.length + 8,
    path: rectangles(rows)
      .map(({ x, y, width }) => `M${x + 4} ${y + 4}h${width}v1h-${width}z`)
      .join(''),
  }
}

/** Dark modules beside each other as one rectangle of height 1. */
export function rectangles(rows: readonly (readonly boolean[])[]) {
  return rows.flatMap((row, y) =>
    [
      ...row
        .map((dark) => (dark ? '1' : '0'))
        .join('')
        .matchAll(/1+/g),
    ].map((dark) => ({ x: dark.index, y, width: dark[0].length })),
  )
}
