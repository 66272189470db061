// Numbers, money and days as people type them, and as a form keeps them.
import { type Day, parseDay } from '../../../kernel/day.ts'

// Digits in threes by a space, a point, a comma or an apostrophe; then, by another sign, at most two more.
const NUMBER = /^(\d{1,3}(?:([ .,\u00a0\u202f'’])\d{3})(?:\2\d{3})*|\d+)(?:([.,])(\d{1,2}))?$/

type Typed = { readonly whole: string; readonly fraction: string }

function digitsOf(text: string): Typed | undefined {
  const parts = NUMBER.exec(latinDigits(text.trim()))
  if (!parts) return undefined
  const [, whole = '', grouping, decimal, fraction = ''] = parts
  // `1,234,56` says neither one nor the other.
  if (grouping !== undefined && grouping === decimal) return undefined
  return { whole: whole.replace(/\D/g, ''), fraction }
}

/** Arabic and Persian digits become 0–9. */
function latinDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
}

/** A whole number from 0, with or without signs between thousands; undefined for anything else. */
export function parseWhole(text: string): number | undefined {
  const digits = digitsOf(text)
  if (digits?.fraction !== '') return undefined
  const value = Number(digits.whole)
  return Number.isSafeInteger(value) ? value : undefined
}

/** An amount in minor units of a currency with `decimals`; undefined when it is none, or has more decimals than the currency. */
export function parseMoney(text: string, decimals: number): number | undefined {
  const digits = digitsOf(text)
  if (!digits || digits.fraction.length > decimals) return undefined
  const value = Number(digits.whole + digits.fraction.padEnd(decimals, '0'))
  return Number.isSafeInteger(value) ? value : undefined
}

/** Minor units as plain digits with a point: `1250.50`; what `parseMoney` reads back. */
export function moneyText(minor: number, decimals: number): string {
  if (decimals === 0) return String(minor)
  const digits = String(minor).padStart(decimals + 1, '0')
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** How many decimals amounts of a currency are written with (ISO 4217, as the runtime knows it). */
export function decimalsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

/** A day as the browser sends it, or typed as `YYYY-MM-DD`. */
export function parseTypedDay(text: string): Day | undefined {
  return parseDay(latinDigits(text.trim()))
}
