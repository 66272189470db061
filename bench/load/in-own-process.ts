// Runs a part of the benchmark in a process of its own, so that neither its memory nor its time counts for another.
import { fork } from 'node:child_process'
import type { LoadResult, LoadTask } from './driver.ts'

/** Gives `task` to the module and waits for its one answer. Throws Error when it ends without one. */
export function inOwnProcess<Task extends object, Answer>(module: URL, task: Task): Promise<Answer> {
  return new Promise((answered, failed) => {
    const child = fork(module, { execPath: process.execPath })
    child.once('message', (answer) => answered(answer as Answer))
    child.once('exit', (code) => failed(new Error(`${module.pathname} ended with ${code}`)))
    child.send(task)
  })
}

export function load(task: LoadTask): Promise<LoadResult> {
  return inOwnProcess(new URL('driver.ts', import.meta.url), task)
}
