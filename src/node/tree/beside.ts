import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'
import { invariant } from '../../diagnostics/invariant.js'
import { now } from '../clock.js'
import { errorCode } from '../read.js'
import { Here, type Job, type Maker } from './build.js'
import type { Places } from './places.js'

/** What the thread that makes the files is given. */
export interface Thread {
  readonly places: Pick<Places, 'scratch' | 'target'>
  /** Lists of jobs come in, what went wrong goes out. */
  readonly port: MessagePort
  /** One number each, at the places of `cell`. */
  readonly state: Int32Array
  /** Flags of V8 that it sets. */
  readonly flags: string
}

/** What both threads look at: `turn` changes with all others that the thread changes; `done` counts the lists that it is through with. */
export const cell = { turn: 0, started: 1, done: 2, failed: 3, stopped: 4 } as const

/** What the system said to the thread: the fields of its error. */
export interface Failure {
  readonly message: string
  readonly code?: unknown
  readonly path?: unknown
  readonly dest?: unknown
}

/** How a thread is had. */
export interface BesideOptions {
  /** Milliseconds after which it is started: about as long as that takes. */
  readonly slow?: number
  /** Flags of V8 that it sets. */
  readonly flags?: string
}

/** Characters of a list that is sent. */
const load = 1 << 16

/** Lists that may wait: what is made faster than it is written must not fill the memory. */
const most = 32

/** Milliseconds for a thread to start. */
const patience = 30_000

/**
 * Makes files itself until that has taken a while; from then on in a thread beside this one, which goes on meanwhile. `script` is `thread.ts`, as one file that
 * Node runs.
 */
export class Beside implements Maker {
  private readonly here: Here
  private spent = 0
  private jobs: Job[] = []
  private size = 0
  private sent = 0
  private thread: { readonly worker: Worker; readonly port: MessagePort } | undefined
  private readonly state = new Int32Array(new SharedArrayBuffer(4 * Object.keys(cell).length))

  constructor(
    private readonly places: Pick<Places, 'scratch' | 'target'>,
    private readonly script: string,
    private readonly options: BesideOptions = {},
  ) {
    this.here = new Here(places)
  }

  make(job: Job): void {
    if (this.thread === undefined) this.makeHere(job)
    else this.queue(job, this.thread.port)
  }

  end(): void {
    if (this.thread === undefined) return
    if (this.jobs.length > 0) this.send(this.thread.port)
    this.wait(() => this.at('done') === this.sent)
    this.stop()
  }

  stop(): void {
    if (this.thread === undefined) return
    Atomics.store(this.state, cell.stopped, 1)
    // One that starts only now finds that it is stopped.
    for (;;) {
      const turn = this.at('turn')
      if (this.at('started') === 0 || this.at('done') === this.sent || this.at('failed') === 1) break
      this.pause(turn)
    }
    this.thread.worker.terminate()
    this.thread = undefined
  }

  private makeHere(job: Job): void {
    const begin = now()
    this.here.make(job)
    this.spent += now() - begin
    if (this.spent >= (this.options.slow ?? 30)) this.start()
  }

  private queue(job: Job, port: MessagePort): void {
    const [, , content] = job
    this.jobs.push(job)
    this.size += 64 + (typeof content === 'string' ? content.length : 0)
    if (this.size > load) this.send(port)
  }

  private send(port: MessagePort): void {
    port.postMessage(this.jobs)
    this.sent++
    this.jobs = []
    this.size = 0
    this.wait(() => this.sent - this.at('done') <= most)
  }

  /** Where the system has no thread to give, this one goes on. */
  private start(): void {
    const { port1, port2 } = new MessageChannel()
    const { scratch, target } = this.places
    const workerData: Thread = { places: { scratch, target }, port: port2, state: this.state, flags: this.options.flags ?? '' }
    try {
      const worker = new Worker(this.script, { workerData, transferList: [port2], resourceLimits: { maxYoungGenerationSizeMb: 4 } })
      worker.unref()
      port1.unref()
      this.thread = { worker, port: port1 }
    } catch (error) {
      if (errorCode(error) !== 'ERR_WORKER_INIT_FAILED') throw error
      this.spent = Number.NEGATIVE_INFINITY
    }
  }

  /** Until something holds; throws what went wrong in the thread meanwhile. */
  private wait(done: () => boolean): void {
    for (;;) {
      const turn = this.at('turn')
      if (this.at('failed') === 1) throw this.failure()
      if (done()) return
      const came = this.pause(turn)
      invariant(came || this.at('started') === 1, 'the thread that writes files does not start')
    }
  }

  /** Until the thread has done something; false where it did not in a long time. */
  private pause(turn: number): boolean {
    return Atomics.wait(this.state, cell.turn, turn, patience) !== 'timed-out'
  }

  private at(name: keyof typeof cell): number {
    return Atomics.load(this.state, cell[name])
  }

  private failure(): Error {
    const said: { readonly message: Failure } | undefined = this.thread && receiveMessageOnPort(this.thread.port)
    invariant(said !== undefined, 'the thread that writes files ended')
    return Object.assign(new Error(said.message.message), said.message)
  }
}
