// Shapes that are drawn, not written: the seam, the cloth of a poster, and the sign of a standing.
import type { Shape } from './blocks.ts'

type Pen = PDFKit.PDFDocument
const [SEAM, ANIL, BARRO, MAIZ, PAPER] = ['#191a33', '#1d3f91', '#a8432b', '#f4b933', '#fcf9f2']

/** The woven band: diamonds of two cloths between two dark threads. Height 18 points. */
export function drawSeam(pen: Pen, x: number, y: number, width: number): void {
  pen.save().rect(x, y, width, 18).clip()
  pen.rect(x, y, width, 18).fill(ANIL)
  for (let at = x; at < x + width; at += 24) {
    pen.polygon([at, y + 3], [at + 12, y + 15], [at + 24, y + 3]).fill(MAIZ)
    pen.polygon([at + 3, y + 3], [at + 12, y + 12], [at + 21, y + 3]).fill(BARRO)
  }
  pen.rect(x, y, width, 3).fill(SEAM)
  pen.rect(x, y + 15, width, 3).fill(SEAM)
  pen.restore()
}

// One repeat of the cloth, 64 wide and 208 high: shapes and their colours from bottom to top.
const CLOTH: readonly (readonly [string, string])[] = [
  [PAPER, 'M0 0h64v208H0z'],
  [SEAM, 'M0 0h64v10H0zM0 94h64v10H0z'],
  [MAIZ, 'M0 14h64v4H0zM0 86h64v4H0z'],
  [ANIL, 'M0 22h64v60H0z'],
  [BARRO, 'M32 24 60 52 32 80 4 52z'],
  [PAPER, 'M32 34 50 52 32 70 14 52z'],
  [SEAM, 'M32 44l8 8-8 8-8-8z'],
  [MAIZ, 'M0 44v16l8-8zM64 44v16l-8-8z'],
  [ANIL, 'M0 112h64v40H0z'],
  [BARRO, 'M0 152l32-32 32 32z'],
  [MAIZ, 'M0 146l32-32 32 32v8L32 122 0 154z'],
  [BARRO, 'M0 156h64v40H0z'],
  [ANIL, 'M0 156l32 32 32-32z'],
  [MAIZ, 'M0 162l32 32 32-32v-8L32 186 0 154z'],
  [SEAM, 'M0 198h64v4H0z'],
]
export const CLOTH_HEIGHT = 156

/** The wide cloth of a poster, three quarters of its size on the screen. */
export function drawCloth(pen: Pen, x: number, y: number, width: number): void {
  pen.save().rect(x, y, width, CLOTH_HEIGHT).clip()
  for (let at = x; at < x + width; at += 48) {
    pen.save().translate(at, y).scale(0.75)
    for (const [colour, path] of CLOTH) pen.path(path).fill(colour)
    pen.restore()
  }
  pen.restore()
}

const SIGNS: Readonly<
  Record<Shape, { readonly colour: string; readonly fill?: string; readonly line: string; readonly dash?: boolean }>
> = {
  yes: { colour: '#0b5138', fill: 'M24 1a23 23 0 1 0 .01 0z', line: 'M13 25l8 8 14-17' },
  no: { colour: '#8a1128', fill: 'M14.5 1h19L47 14.5v19L33.5 47h-19L1 33.5v-19z', line: 'M14 24h20' },
  warn: { colour: '#5e3d00', fill: 'M24 2 47.5 45H.5z', line: 'M24 19v10M24 36v1' },
  unknown: { colour: '#4a4458', line: 'M24 3a21 21 0 1 0 .01 0zM18 19c0-8 12-8 12-1 0 5-6 5-6 10M24 33.5v1' },
}

/** The sign of a standing, `size` points high. */
export function drawShape(pen: Pen, shape: Shape, x: number, y: number, size: number): void {
  const { colour, fill, line } = SIGNS[shape]
  pen
    .save()
    .translate(x, y)
    .scale(size / 48)
  if (fill) pen.path(fill).fill(colour)
  pen
    .path(line)
    .lineWidth(fill ? 5.5 : 4.5)
    .stroke(fill ? PAPER : colour)
  pen.restore()
}
