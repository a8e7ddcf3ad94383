import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeTree } from '../../../src/node/write-tree.js'
import { bundleChild } from './bundle.js'
import { addOwn, after, before, inodes, shape, type Tree } from './trees.js'

const { folder, child } = bundleChild()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(out: string, { files, manifest }: Tree): void {
  writeTree(out, files, manifest)
}

/** Starts a process that writes one tree and the other without end, and kills it at some moment of that. */
async function killed(out: string, after: number): Promise<void> {
  const running = spawn(process.execPath, [child, 'loop', out], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => running.once('exit', resolve))
  await new Promise((resolve) => running.stdout.once('data', resolve))
  await sleep(after)
  running.kill('SIGKILL')
  await ended
}

describe('kill -9', () => {
  let olds: Record<string, string>
  let news: Record<string, string>
  beforeAll(() => {
    const out = join(folder, 'expected')
    write(out, before)
    addOwn(out)
    olds = shape(out)
    write(out, after)
    news = shape(out)
  })

  /** Every other time the next process itself heals what the last one left. */
  async function many(name: string, times: number): Promise<Set<string>> {
    const place = join(folder, name)
    const out = join(place, 'out')
    mkdirSync(place)
    write(out, before)
    addOwn(out)
    const identity = inodes(out)
    const seen = new Set<string>()
    for (let time = 0; time < times; time++) {
      await killed(out, Math.random() * 20)
      const there = existsSync(out)
      const found = shape(there ? out : join(place, '.out.pgcompile-old'))
      const which = found['hosts/h-3'] === undefined ? olds : news
      expect(found).toEqual(which)
      seen.add(`${there ? 'there' : 'aside'} ${which === olds ? 'old' : 'new'}`)
      for (const left of readdirSync(place)) if (left !== 'out') seen.add(left)
      if (time % 2 === 0) continue
      write(out, time % 4 === 1 ? before : after)
      expect(shape(out)).toEqual(time % 4 === 1 ? olds : news)
      expect([readdirSync(place), inodes(out)]).toEqual([['out'], identity])
    }
    return seen
  }

  test('at 300 moments: old or new, and the next run leaves nothing of it', async () => {
    const [one, two] = await Promise.all([many('one', 150), many('two', 150)])
    const seen = [...one, ...two]
    // Both trees and what runs leave behind were met; the instant between the renames may have been.
    expect(seen).toEqual(expect.arrayContaining(['there old', 'there new', '.out.pgcompile-lock', '.out.pgcompile-new']))
  }, 300_000)
})

describe('two runs at a time', () => {
  test('one waits for the other: each time the tree is whole', async () => {
    const out = join(folder, 'both/out')
    const once = (): Promise<string> =>
      new Promise((resolve) => {
        const running = spawn(process.execPath, [child, 'once', out, '20'], { stdio: ['ignore', 'pipe', 'ignore'] })
        let said = ''
        running.stdout.on('data', (data) => {
          said += data
        })
        running.once('close', () => resolve(said))
      })
    for (let round = 0; round < 5; round++) {
      expect(await Promise.all([once(), once(), once(), once()])).toEqual(['', '', '', ''])
      expect(readdirSync(join(folder, 'both'))).toEqual(['out'])
      write(out, before)
    }
    write(out, after)
    expect(shape(out)['hosts/h-3/etc/a.conf']).toMatch(/^644 x{20000}$/)
  })

  test('a run that cannot wait any longer names the holder', async () => {
    const out = join(folder, 'busy/out')
    mkdirSync(join(folder, 'busy'))
    const running = spawn(process.execPath, [child, 'loop', out], { stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise((resolve) => running.stdout.once('data', resolve))
    running.kill('SIGSTOP')
    try {
      // Stopped between two runs it holds no lock: then it goes on a little.
      for (let tries = 0; !readdirSync(join(folder, 'busy')).includes('.out.pgcompile-lock') && tries < 1000; tries++) {
        running.kill('SIGCONT')
        await sleep(1)
        running.kill('SIGSTOP')
        await sleep(1)
      }
      const begin = performance.now()
      const { stdout, stderr } = spawnSync(process.execPath, [child, 'once', out, '0.5'], { encoding: 'utf8' })
      expect(performance.now() - begin).toBeGreaterThan(500)
      expect(stdout).toMatch(
        new RegExp(`^cannot write .*/out: process ${running.pid} on .* has been writing it since .* UTC; try again later, or wait longer with --wait`),
      )
      expect(stderr).toMatch(new RegExp(`^process ${running.pid} on .* has been writing it since .* UTC; waiting up to 0.5 s\n$`))
    } finally {
      running.kill('SIGKILL')
    }
    await new Promise((resolve) => running.once('exit', resolve))
    write(out, after)
    expect(readdirSync(join(folder, 'busy'))).toEqual(['out'])
  })
})
