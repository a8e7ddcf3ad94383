import { beforeEach, expect, test, vi } from 'vitest'
import { artifacts } from '../src/artifacts/artifacts.js'
import { compile } from '../src/compile.js'
import type { EmittedFile } from '../src/emit/emit.js'
import { Session } from '../src/session.js'
import { Source } from '../src/source/source.js'
import { fleet } from './bench/fleet.js'

/*
 * How much work a compile is, counted instead of timed: whoever makes it do more than it must learns it on any machine. Counts are exact where they
 * follow from the inventory, and bounds elsewhere. Seconds are for `npm run bench`.
 */

const counts = vi.hoisted(() => ({ documents: 0, yaml: 0, instances: 0, decisions: 0, renders: 0, reads: 0, hashes: 0 }))

vi.mock('../src/syntax/document.js', async (original) => {
  const module = await original<typeof import('../src/syntax/document.js')>()
  return { ...module, parseDocument: counted('documents', module.parseDocument) }
})
vi.mock('yaml', async (original) => {
  const module = await original<typeof import('yaml')>()
  class Composer extends module.Composer {
    constructor(...options: ConstructorParameters<typeof module.Composer>) {
      counts.yaml++
      super(...options)
    }
  }
  return { ...module, parse: counted('yaml', module.parse), Composer }
})
vi.mock('../src/model/instance.js', async (original) => {
  const module = await original<typeof import('../src/model/instance.js')>()
  return { ...module, buildInstance: counted('instances', module.buildInstance) }
})
vi.mock('../src/artifacts/artifacts.js', async (original) => {
  const { artifacts } = await original<typeof import('../src/artifacts/artifacts.js')>()
  return { artifacts: artifacts.map((artifact) => ({ ...artifact, files: counted('decisions', artifact.files) })) }
})
vi.mock('../src/emit/environment.js', async (original) => {
  const module = await original<typeof import('../src/emit/environment.js')>()
  return { ...module, render: counted('renders', module.render) }
})
vi.mock('../src/emit/read/readers.js', async (original) => {
  const { readers } = await original<typeof import('../src/emit/read/readers.js')>()
  return { readers: Object.fromEntries(Object.entries(readers).map(([format, read]) => [format, counted('reads', read)])) }
})
vi.mock('../src/source/sha256.js', async (original) => {
  const module = await original<typeof import('../src/source/sha256.js')>()
  return { ...module, sha256: counted('hashes', module.sha256) }
})

function counted<Args extends readonly unknown[], Result>(name: keyof typeof counts, run: (...args: Args) => Result): (...args: Args) => Result {
  return (...args) => {
    counts[name]++
    return run(...args)
  }
}

beforeEach(reset)

function reset(): void {
  for (const name of Object.keys(counts) as (keyof typeof counts)[]) counts[name] = 0
}

const source = (text: string): Source => new Source('fleet.yml', text)

/** Texts that differ, within each kind of file and among all. */
function distinct(files: readonly EmittedFile[]): { readonly ofKind: number; readonly texts: number } {
  return { ofKind: new Set(files.map(({ artifact, text }) => `${artifact}\0${text}`)).size, texts: new Set(files.map(({ text }) => text)).size }
}

test('each instance is built once, each text is read back and hashed once, each document parsed once', () => {
  const { files, model, manifest } = compile({ inventories: [source(fleet(30, 1))] })
  expect(manifest).toContain(files[0]?.path)
  const clusters = model?.clusters.length ?? 0
  const { ofKind, texts } = distinct(files)
  expect(files.length).toBeGreaterThan(2000)
  expect(counts).toMatchObject({ documents: 1, instances: 30, reads: ofKind })
  // The key of pgsodium is a hash of the cluster's name.
  expect(counts.hashes).toBe(texts + clusters)
  expect(counts.renders).toBeLessThanOrEqual(files.length)
})

test('neither an inventory nor what is printed needs the parser of all YAML, and views that are the same are printed once', () => {
  const { files } = compile({ inventories: [source(fleet(60, 1))] })
  expect(files.filter(({ path }) => /\.ya?ml$/.test(path)).length).toBeGreaterThan(500)
  expect(counts.yaml).toBe(0)
  expect(counts.renders).toBeLessThan(1.3 * distinct(files).ofKind)
})

test('three times the fleet is at most three times the work', () => {
  expect(compile({ inventories: [source(fleet(30, 1))] }).manifest).not.toBe('')
  const small = { ...counts }
  reset()
  expect(compile({ inventories: [source(fleet(90, 1))] }).manifest).not.toBe('')
  expect(counts.instances).toBe(90)
  expect(counts.documents).toBe(1)
  for (const name of ['renders', 'reads', 'hashes', 'yaml'] as const) expect(counts[name], name).toBeLessThanOrEqual(3 * small[name])
})

test('after an edit of one cluster only its files are made again', () => {
  const text = fleet(30, 1)
  const session = new Session()
  const before = session.compile({ inventories: [source(text)] })
  expect(before.manifest).not.toBe('')
  reset()
  const after = session.compile({ inventories: [source(text.replace(/work_mem: \d+MB/, 'work_mem: 77MB'))] })
  expect(after.manifest).not.toBe(before.manifest)
  const changed = after.files.filter((file, index) => file.text !== before.files[index]?.text).length
  expect(changed).toBeGreaterThan(0)
  expect(counts.renders).toBeLessThanOrEqual(2 * changed)
  expect(counts.reads).toBeLessThanOrEqual(2 * changed)
  expect(counts.hashes).toBeLessThanOrEqual(changed)
  // Nor are others built: those of one cluster, of at most four members.
  expect(counts.instances).toBeGreaterThan(0)
  expect(counts.instances).toBeLessThanOrEqual(4)
  // Nobody is asked about the other clusters: each kind of file about this one or the whole, and once for each of its services.
  const services = after.model?.services.filter(
    ({ cluster }) => cluster.name === after.files.find((file, index) => file !== before.files[index])?.instance?.replace(/-\d+$/, ''),
  )
  expect(counts.decisions).toBeLessThanOrEqual(artifacts.length + (services?.length ?? 0))
})

test('without an edit nothing is printed, read back or hashed', () => {
  const session = new Session()
  const before = session.compile({ inventories: [source(fleet(9, 1))] }).manifest
  reset()
  expect(session.compile({ inventories: [source(fleet(9, 1))] }).manifest).toBe(before)
  expect(counts).toMatchObject({ instances: 0, decisions: 0, renders: 0, reads: 0, hashes: 0 })
})
