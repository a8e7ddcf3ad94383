import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { buildSync } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleChild } from '../node/tree/bundle.js'

/** Holds the young generation for an inventory of so many characters, fills the memory, and once more with a thread beside it that sets `flags`. */
const text = `
  import { getHeapSpaceStatistics } from 'node:v8'
  import { MessageChannel, Worker } from 'node:worker_threads'
  import { heldFlags, holdYoung } from './src/cli/heap.ts'
  import { cell } from './src/node/tree/beside.ts'
  const [characters, again, thread] = process.argv.slice(2)
  const files = ['main', 'more'].map(() => ({ source: { text: 'x'.repeat(Number(characters) / 2) } }))
  holdYoung([{ files }])
  const megabytes = () => getHeapSpaceStatistics().find((space) => space.space_name === 'new_space').space_size / 2 ** 20
  function fill() {
    for (let round = 0, live = []; round < 2_000_000; round++) live = round % 500_000 === 0 ? [] : (live.push({ round }), live)
    return megabytes()
  }
  const alone = fill()
  const state = new Int32Array(new SharedArrayBuffer(32))
  const { port1, port2 } = new MessageChannel()
  const flags = again === 'again' ? heldFlags() : ''
  new Worker(thread, { workerData: { places: {}, port: port2, state, flags }, transferList: [port2] })
  Atomics.wait(state, cell.turn, 0)
  console.log(JSON.stringify({ alone, beside: fill() }))
  process.exit()`

let folder = ''
let thread = ''
let program = ''
beforeAll(() => {
  ;({ folder, thread } = bundleChild())
  program = `${folder}/heap.mjs`
  buildSync({ stdin: { contents: text, resolveDir: '.' }, bundle: true, platform: 'node', format: 'esm', outfile: program, logLevel: 'error' })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function young(characters: number, again: 'again' | 'once'): { alone: number; beside: number } {
  return JSON.parse(execFileSync(process.execPath, [program, `${characters}`, again, thread], { encoding: 'utf8' }))
}

test('a large inventory gets a young generation of 8 MB, which a thread beside it leaves alone', () => {
  const { alone, beside } = young(2 ** 18, 'again')
  expect(alone).toBe(8)
  expect(beside).toBe(8)
})

test.each([2 ** 18 - 2, 2 ** 24 + 2])('with an inventory of %s characters it grows as it likes', (characters) => {
  expect(young(characters, 'again').alone).toBeGreaterThan(8)
})

test('beside a thread that nobody tells that it is held, it grows again', () => {
  const [major = ''] = process.versions.node.split('.')
  // Node 24 does not raise the factor.
  if (Number(major) < 24) expect(young(2 ** 18, 'once').beside).toBeGreaterThan(8)
})
