/** The thread that makes the files of a tree beside the one that prints them: see `beside.ts`. */
import { setFlagsFromString } from 'node:v8'
import { workerData } from 'node:worker_threads'
import { cell, type Failure, type Thread } from './beside.js'
import { Here, type Job } from './build.js'

const { places, port, state, flags }: Thread = workerData
setFlagsFromString(flags)
const here = new Here(places)

function set(name: keyof typeof cell, value: number): void {
  Atomics.store(state, cell[name], value)
  Atomics.add(state, cell.turn, 1)
  Atomics.notify(state, cell.turn)
}

function make(jobs: readonly Job[]): void {
  for (const job of jobs) {
    if ([cell.stopped, cell.failed].some((at) => Atomics.load(state, at) === 1)) return
    here.make(job)
  }
}

/** Only fields that an error of the system has: others may hold what a message must not repeat. */
function failureOf(error: unknown): Failure {
  const { message = '', code, path, dest }: Partial<Failure> = error instanceof Error ? error : {}
  return { message, ...(code !== undefined && { code }), ...(path !== undefined && { path }), ...(dest !== undefined && { dest }) }
}

let done = 0
port.on('message', (jobs: readonly Job[]) => {
  try {
    make(jobs)
  } catch (error) {
    port.postMessage(failureOf(error))
    set('failed', 1)
  }
  set('done', ++done)
})
set('started', 1)
