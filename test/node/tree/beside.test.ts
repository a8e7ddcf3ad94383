import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import workers, { MessagePort, type WorkerOptions } from 'node:worker_threads'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Beside, cell } from '../../../src/node/tree/beside.js'
import { Here, type Job, type Maker } from '../../../src/node/tree/build.js'
import { treeFile } from '../../../src/node/tree/listed.js'
import { type Places, placesOf } from '../../../src/node/tree/places.js'
import { TreeWriter } from '../../../src/node/tree/writer.js'
import { writeTree } from '../../../src/node/write-tree.js'
import { bundleChild } from './bundle.js'
import { bury } from './faults.js'
import { addOwn, before, crowd, file, inodes, shape } from './trees.js'

/** How many threads were asked for, whether the system has one to give, and how many lists were sent to the last one, and waited for it at most. */
const threads = { asked: 0, none: false, sent: 0, waiting: 0, state: new Int32Array() }
const { MessageChannel, Worker } = workers
class CountedWorker extends Worker {
  constructor(script: string, options: WorkerOptions) {
    threads.asked++
    if (threads.none) throw Object.assign(new Error('EAGAIN'), { code: 'ERR_WORKER_INIT_FAILED' })
    super(script, options)
    Object.assign(threads, { sent: 0, waiting: 0, state: options.workerData.state })
  }
}
class CountedChannel extends MessageChannel {
  constructor() {
    super()
    const { port1 } = this
    port1.postMessage = (list): void => {
      threads.waiting = Math.max(threads.waiting, ++threads.sent - Atomics.load(threads.state, cell.done))
      MessagePort.prototype.postMessage.call(port1, list)
    }
  }
}
function patch(own: Partial<typeof workers>): void {
  Object.assign(workers, own)
  syncBuiltinESMExports()
}
beforeAll(() => patch({ Worker: CountedWorker as typeof Worker, MessageChannel: CountedChannel as typeof MessageChannel }))
afterAll(() => patch({ Worker, MessageChannel }))

/** Of one size with what a list holds. */
const large = 'x'.repeat(70_000)

const { folder, child, thread } = bundleChild()
chmodSync(folder, 0o755)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let place = ''
let out = ''
beforeEach(() => {
  place = join(folder, 'place')
  out = join(place, 'out')
  mkdirSync(place)
})
afterEach(() => rmSync(place, { recursive: true, force: true }))

class Other extends Beside {
  constructor(places: Places) {
    super(places, thread, { slow: 0.01 })
  }
}

describe('files that a second thread makes', () => {
  test('are those that one thread makes, kept ones too, with their modes', () => {
    const many = crowd(900)
    const other = crowd(900, 'another ')
    const shapes = [Here, Other].map((Kind) => {
      writeTree(out, many.files, many.manifest)
      addOwn(out)
      const identity = inodes(out)
      const kept = statSync(join(out, 'hosts/10.0.0.1/etc/same')).ino
      const writer = TreeWriter.open(placesOf(out, 'write'), { maker: (places): Maker => new Kind(places) })
      for (const each of other.files) writer.add(treeFile(each))
      expect(writer.finish(other.manifest).changes).toHaveLength(901)
      expect([inodes(out), statSync(join(out, 'hosts/10.0.0.1/etc/same')).ino]).toEqual([identity, kept])
      expect(readdirSync(place)).toEqual(['out'])
      const result = shape(out)
      rmSync(out, { recursive: true })
      return result
    })
    expect(shapes[1]).toEqual(shapes[0])
  })

  test('under a umask that closes everything', () => {
    const former = process.umask(0o777)
    try {
      const maker = (places: Places): Maker => new Other(places)
      const writer = TreeWriter.open(placesOf(out, 'write'), { maker })
      for (const each of crowd(900).files) writer.add(treeFile(each))
      writer.finish('')
    } finally {
      process.umask(former)
    }
    const there = shape(out)
    expect([there.hosts, there['hosts/10.0.0.1/etc/same'], there['hosts/10.0.0.2/etc/crowd/1']]).toEqual(['755 /', '600 same', '644 1'])
  })

  test('a thread takes over when writing has taken a while, and only then', () => {
    const { scratch } = placesOf(out, 'write')
    for (const [slow, runs] of [
      [1e9, false],
      [0.01, true],
    ] as const) {
      mkdirSync(scratch)
      const { asked } = threads
      const maker = new Beside(placesOf(out, 'write'), thread, { slow })
      for (let index = 0; index < 50; index++) maker.make([`f${index}/x`, 0o644, 'x'])
      maker.make(['f0/y', 0o644, 'y'])
      maker.end()
      expect([threads.asked, Object.keys(shape(scratch)).length]).toEqual([asked + (runs ? 1 : 0), 101])
      rmSync(scratch, { recursive: true })
    }
  })

  test('where the system has no thread to give, one thread makes all of them', () => {
    const { asked } = threads
    threads.none = true
    try {
      const writer = TreeWriter.open(placesOf(out, 'write'), { maker: (places): Maker => new Other(places) })
      for (const each of crowd(300).files) writer.add(treeFile(each))
      writer.finish('')
    } finally {
      threads.none = false
    }
    expect(threads.asked).toBe(asked + 1)
    expect(Object.values(shape(out)).filter((text) => !text.endsWith('/'))).toHaveLength(302)
  })

  test.each([
    ['a file where a directory must be', file('10.0.0.1', '/etc/same/below', 'x')],
    ['two files of the same name', file('10.0.0.1', '/etc/same', 'x')],
    ['a name that is too long', file('10.0.0.1', `/etc/${'x'.repeat(300)}`, 'x')],
  ])('what goes wrong is said in the same words, wherever it happens: %s', (_, wrong) => {
    writeTree(out, before.files, before.manifest)
    const olds = shape(out)
    const said = [Here, Other].flatMap((Kind) =>
      [20, 600, 1000].map((at) => {
        const files = [...crowd(1000).files]
        files.splice(at, 0, wrong)
        const writer = TreeWriter.open(placesOf(out, 'write'), { maker: (places): Maker => new Kind(places) })
        let message = ''
        try {
          for (const each of files) writer.add(treeFile(each))
          writer.finish('')
        } catch (error) {
          message = `${error}`
        }
        expect([shape(out), readdirSync(place)]).toEqual([olds, ['out']])
        return message
      }),
    )
    expect(said[0]).toMatch(/^EnvironmentProblem: cannot write .*\/out: .* \(hosts\/10.0.0.1\/etc\/.*\); what was there is unchanged$/)
    expect(new Set(said).size).toBe(1)
  })

  test('what is made faster than it is written waits: no more than 32 lists', () => {
    mkdirSync(placesOf(out, 'write').scratch)
    const maker = new Other(placesOf(out, 'write'))
    for (let index = 0; index < 200; index++) maker.make([`f${index}`, 0o644, large])
    maker.end()
    expect(threads.waiting).toBeGreaterThan(1)
    expect(threads.waiting).toBeLessThanOrEqual(33)
    expect(readdirSync(placesOf(out, 'write').scratch)).toHaveLength(200)
  })

  test('a mistake of ours stays one, and nothing is made after it', async () => {
    const { scratch } = placesOf(out, 'write')
    mkdirSync(scratch)
    const maker = new Other(placesOf(out, 'write'))
    const wrong: Job = ['wrong\0name', 0o644, 'x']
    expect(() => {
      for (let index = 0; index < 300; index++) maker.make(index === 9 ? wrong : [`f${index}`, 0o644, large])
      maker.end()
    }).toThrow(/null bytes/)
    maker.stop()
    await sleep(50)
    expect(readdirSync(scratch)).toHaveLength(9)
  })

  test.each(['stopped', 'failed'] as const)('where it is %s, the thread makes nothing more', async (name) => {
    const { scratch, target } = placesOf(out, 'write')
    mkdirSync(scratch)
    const state = new Int32Array(new SharedArrayBuffer(4 * Object.keys(cell).length))
    Atomics.store(state, cell[name], 1)
    const { port1, port2 } = new MessageChannel()
    const worker = new Worker(thread, { workerData: { places: { scratch, target }, port: port2, state, flags: '' }, transferList: [port2] })
    port1.postMessage([['f', 0o644, 'x']] satisfies Job[])
    while (Atomics.load(state, cell.done) === 0) await sleep(2)
    await worker.terminate()
    expect(readdirSync(scratch)).toEqual([])
  })

  test('abandoned at any time, it makes nothing more, and nothing is left', async () => {
    for (const count of [100, 257, 300, 1000, 2500]) {
      const writer = TreeWriter.open(placesOf(out, 'write'), { maker: (places): Maker => new Other(places) })
      for (const each of crowd(2500).files.slice(0, count)) writer.add(treeFile(each))
      writer.abandon()
      const done = Atomics.load(threads.state, cell.done)
      if (Atomics.load(threads.state, cell.started) === 1) expect(done).toBe(threads.sent)
      expect(readdirSync(place)).toEqual([])
      await sleep(20)
      expect(readdirSync(place)).toEqual([])
    }
  })
})

const canMount = process.getuid?.() === 0 && spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0

describe.runIf(canMount)('a disk that gets full while a second thread writes', () => {
  test.each([512, 1024, 2048, 4096])('of %i KB: one sentence, the old tree whole and nothing beside it', (size) => {
    const mount = `mount -t tmpfs -o size=${size}k none "$1" && exec "$2" "$3" crowd "$1/out" "$4"`
    const said = execFileSync('unshare', ['-m', 'sh', '-c', mount, 'sh', place, process.execPath, child, thread], { encoding: 'utf8' })
    const { message, old, now, beside } = JSON.parse(said)
    expect(message).toMatch(/^cannot write .*\/out: no space left on the device( \(.*\))?; what was there is unchanged$/)
    expect([now, beside]).toEqual([old, ['out']])
  })
})

test('killed while a second thread writes: the old tree, and the next run leaves nothing of it', async () => {
  writeTree(out, before.files, before.manifest)
  addOwn(out)
  const olds = shape(out)
  const identity = inodes(out)
  const seen = new Set<string>()
  for (let time = 0; time < 25; time++) {
    const running = spawn(process.execPath, [child, 'stall', out, thread], { stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = new Promise((resolve) => running.once('exit', resolve))
    await new Promise((resolve) => running.stdout.once('data', resolve))
    await sleep(Math.random() * 30)
    running.kill('SIGKILL')
    await ended
    for (const name of readdirSync(place)) seen.add(name)
    expect(shape(out)).toEqual(olds)
    if (time % 5 < 4) continue
    for (const name of readdirSync(place)) if (name.includes('lock')) bury(join(place, name))
    writeTree(out, before.files.slice(1), before.manifest)
    writeTree(out, before.files, before.manifest)
    expect([shape(out), inodes(out), readdirSync(place)]).toEqual([olds, identity, ['out']])
  }
  expect([...seen].sort()).toEqual(['.out.pgcompile-lock', '.out.pgcompile-new', 'out'])
  expect(existsSync(out)).toBe(true)
}, 60_000)
