// The node of this benchmark: its folder, its pack, and how a process of it is asked one thing after another.
import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { Configuration } from '../../src/platform/configuration.ts'
import { COUNTRY, PACK } from '../data.ts'
import { end } from '../load/node-process.ts'

/** Where a node stands: a folder, and the address of its database when that is PostgreSQL. */
export type Place = { readonly folder: string; readonly databaseUrl?: string }

/** Its configuration: a free port, no log, as many forms a minute as it takes. */
export function configurationOf({ folder, databaseUrl }: Place): Configuration {
  return Configuration.parse({
    pack: PACK,
    country: COUNTRY,
    dataFolder: join(folder, 'data'),
    port: 0,
    logLevel: 'error',
    formsPerMinute: 100_000,
    ...(databaseUrl && { databaseUrl }),
  })
}

export type Asked = {
  /** One question, one answer. Throws Error when the process ends first. */
  readonly ask: <Answer>(question: object) => Promise<Answer>
  readonly end: () => Promise<void>
}

/** Starts a module in a process of its own; what it writes goes to this one's error output. */
export function startProcess(module: URL): Asked {
  const child: ChildProcess = fork(module, { execPath: process.execPath, stdio: ['ignore', 2, 2, 'ipc'] })
  return {
    ask: <Answer>(question: object) =>
      new Promise<Answer>((answered, failed) => {
        const ended = (code: number | null) => failed(new Error(`${module.pathname} ended with ${code}`))
        child.once('exit', ended)
        child.once('message', (answer) => {
          child.off('exit', ended)
          answered(answer as Answer)
        })
        child.send(question)
      }),
    end: () => end(child),
  }
}

/** Answers the questions of whoever started this process, one after another. */
export function answerQuestions(answer: (question: never) => Promise<object>): void {
  // Whoever asked is gone: nothing is left serving.
  process.once('disconnect', () => process.exit(0))
  process.on('message', (question) => {
    answer(question as never).then(
      (value) => process.send?.(value),
      (error: Error) => {
        console.error(error)
        process.exit(1)
      },
    )
  })
}
