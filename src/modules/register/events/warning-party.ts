// Who is reported, and what was written about it: personal, versioned, erasable, beside the events of a warning's file.
import { z } from 'zod'

const line = (most: number) => z.string().trim().max(most)
const Lines = z.array(line(200).min(1)).max(20).default([])

/** Who recruits without authorization, as reported: by which names, reached how, where, offering what. */
export const WarningParty = z.strictObject({
  /** Tag of the language in which it was written. */
  language: z.string().max(20),
  name: line(200).min(1),
  /** Other names that it uses. */
  names: Lines,
  telephones: Lines,
  emails: Lines,
  /** Addresses of the web and of social networks. */
  webs: Lines,
  place: line(200).optional(),
  /** What was offered, to whom, asking what; never shown to the public. */
  offered: line(5000).optional(),
})
export type WarningParty = z.output<typeof WarningParty>

/** What somebody wrote in an act, and how to reach them when they left word. */
export type WarningWords = {
  readonly language: string
  readonly text: string
  readonly contact?: string | undefined
}
