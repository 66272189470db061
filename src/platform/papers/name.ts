// The name of a sent file, made safe to show and to save under.

const LONGEST = 120

/**
 * What may be shown and used as a download name: no folder, no control characters, nothing that turns the direction of
 * reading (a name that reads `…fdp.exe` backwards), no character that a file system refuses; at most 120 characters,
 * its ending kept. `paper` when nothing is left.
 */
export function safeName(name: string): string {
  const last = name.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const clean = last
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
    .replace(/[<>:"|?*;%]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  if (clean === '') return 'paper'
  // Windows keeps these for devices, whatever the ending.
  const free = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(clean) ? `_${clean}` : clean
  const characters = [...free]
  if (characters.length <= LONGEST) return free
  const ending = extensionOf(free)
  const tail = ending && ending.length <= 10 ? `.${ending}` : ''
  return `${characters.slice(0, LONGEST - tail.length).join('')}${tail}`
}

/** What stands after the last point, in lower case; empty when there is none. */
export function extensionOf(name: string): string {
  return /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
}
