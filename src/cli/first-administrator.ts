// Makes the first administrator of a node and prints the one-time link by which they choose their password.
import { openNode } from '../node.ts'
import { createFirstAdministrator, type FirstAdministrator } from '../people/index.ts'
import { readConfiguration } from '../platform/configuration.ts'
import type { Io } from './command.ts'

const WORDS: Readonly<Record<string, string>> = {
  'sign-in-form': '--admin: a name of 3 to 100 characters, without spaces',
  name: '--display: a name of up to 100 characters',
  taken: '--admin: that name is taken: choose another',
  'has-administrator': 'this node has an administrator already: they make and mend all other accounts',
}

/** Opens the node's database for it. @returns what the command ends with */
export async function makeFirstAdministrator(file: string, first: FirstAdministrator, io: Io): Promise<number> {
  const read = await readConfiguration(file, process.env)
  if (!read.ok) {
    io.err(read.error.map(({ key, what }) => `${file}: ${key}: ${what}`).join('\n'))
    return 1
  }
  const node = await openNode(read.value)
  try {
    if (node.country !== first.country) {
      io.err(`no administrator was made: ${file} is a node of ${node.country}, not of ${first.country}`)
      return 1
    }
    const made = await createFirstAdministrator(node.database, first, node.now())
    if (!made.ok) {
      io.err(`no administrator was made: ${WORDS[made.error.code] ?? made.error.code}`)
      return 1
    }
    const { publicUrl = `http://localhost:${read.value.port}` } = read.value
    const [language] = node.pack.languages
    const address = new URL(`/${language?.tag ?? 'en'}/staff/enrol/${made.value.token}`, publicUrl)
    io.out(
      `The first administrator, ${first.signIn}, chooses a password here within an hour, once the node is served; the link is not shown again:\n${address.href}`,
    )
    return 0
  } finally {
    await node.close()
  }
}
