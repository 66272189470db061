// The reference page of the commands, from what each of them says with --help.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { head } from './markdown.ts'

const COMMAND = join(import.meta.dirname, '../../bin/sursur.mjs')

/** What the command line prints for these words. Throws Error when it does not end with 0. */
function said(words: readonly string[]): string {
  return execFileSync(process.execPath, [COMMAND, ...words], { encoding: 'utf8' }).trimEnd()
}

/** The names of all commands, in the order of the help: `serve`, `import recruiters`. */
export function commandNames(): readonly string[] {
  // In a line of usage, what is not lower case or stands in brackets is to be filled in.
  return Array.from(
    said(['--help']).matchAll(/^ {2}sursur ([a-z-]+(?: [a-z-]+)*)(?= |$)/gm),
    ([, name]) => name ?? '',
  ).map((name) => name.replace(/(?: -.*)$/, ''))
}

/** Every command's help. */
export function commandsPage(): string {
  const intro =
    'Every command ends with 0 when it is done, 1 when it failed, 2 when it was called wrongly. Errors stand on standard error and say what is wrong, where, and the mend. In a clone of the project each command is called with `npx`: `npx sursur serve --config node.json`.'
  const parts = commandNames().map(
    (name) => `## sursur ${name}\n\n\`\`\`text\n${said([...name.split(' '), '--help'])}\n\`\`\`\n`,
  )
  return [head('Commands', 'the commands’ own --help', intro), ...parts].join('\n')
}
