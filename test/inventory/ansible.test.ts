import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { Sink } from '../../src/diagnostics/sink.js'
import { ancestry } from '../../src/inventory/precedence.js'
import { readExtraVariables, readInventoryFiles } from '../../src/node/read-inventory.js'
import type { Node } from '../../src/syntax/node.js'
import { pythonJson } from './python-json.js'
import { type Case, randomCase } from './random-case.js'
import { inventoryText } from './random-inventory.js'
import { type Resolved, resolveInputs } from './resolve.js'

const python = '/usr/bin/python3'
const missing = spawnSync(python, ['-c', 'import ansible.inventory.manager']).status !== 0
const count = Number(process.env.ANSIBLE_INVENTORIES ?? 500)
const seed = Number(process.env.ANSIBLE_SEED ?? 20)

const root = mkdtempSync(join(tmpdir(), 'pgcompile-ansible-'))
afterAll(() => rmSync(root, { recursive: true, force: true }), 300_000)

/** The text that `ansible-inventory --host` prints for a host, and the names of its groups. */
type Hosts = Record<string, { readonly variables: string; readonly groups: readonly string[] }>

/** Sources and arguments as both sides get them; `scripts` stands for sources that only a script can give to Ansible. */
interface Written {
  readonly sources: readonly string[]
  readonly scripts: readonly string[]
  readonly extra: readonly string[]
}

let folders = 0

/** Writes the files of a case into a directory of its own. */
function write({ files, directories, sources, listed, extra }: Case): Written {
  const folder = join(root, String(folders++))
  for (const path of directories) mkdirSync(join(folder, path), { recursive: true })
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const script = (path: string): string => {
    if (!listed.includes(path)) return join(folder, path)
    writeFileSync(join(folder, `${path}.sh`), `#!/bin/sh\ncat '${join(folder, path)}'\n`)
    chmodSync(join(folder, `${path}.sh`), 0o755)
    return join(folder, `${path}.sh`)
  }
  return {
    sources: sources.map((path) => join(folder, path)),
    scripts: sources.map(script),
    extra: extra.map((argument) => (argument.startsWith('@') ? `@${join(folder, argument.slice(1))}` : argument)),
  }
}

const environment = { PATH: process.env.PATH, HOME: root, LC_ALL: 'C.UTF-8', PYTHONDONTWRITEBYTECODE: '1' }

/** What Ansible makes of each case; null where it refuses one. */
function ansible(cases: readonly Written[]): (Hosts | null)[] {
  const input = JSON.stringify(cases.map(({ scripts, extra }) => ({ sources: scripts, extra })))
  const options = { cwd: root, env: environment, input, maxBuffer: 1 << 28, stdio: ['pipe', 'pipe', 'pipe'] as ['pipe', 'pipe', 'pipe'] }
  return JSON.parse(execFileSync(python, [join(import.meta.dirname, 'real_ansible.py')], options).toString())
}

/** Our answer in the same form; null where there is an error. An inventory without hosts is one for us only. */
function ours({ sources, extra }: Written): Hosts | null {
  const resolved = resolveInputs(sources.map(readInventoryFiles), new Sink(), readExtraVariables(extra))
  if (resolved.found.some(({ severity, code }) => severity === 'error' && code !== 'inventory-empty')) return null
  return Object.fromEntries([...(resolved.inventory?.hosts.keys() ?? [])].map((name) => [name, answer(name, resolved)]))
}

function answer(name: string, { inventory, of }: Resolved): Hosts[string] {
  const variables = new Map<string, Node>()
  for (const layer of [...of(name).layers].reverse())
    for (const [variable, [entry]] of layer.variables) if (entry !== undefined) variables.set(variable, entry.value)
  const above = ancestry(inventory?.hosts.get(name)?.groups ?? []).map((group) => group.name)
  return {
    variables: pythonJson(variables),
    groups: above.includes('ungrouped') || above.some((group) => group !== 'all') ? above.sort() : ['all', 'ungrouped'],
  }
}

/** Names the case where the two differ. */
function expectSame(what: string, own: Hosts | null, theirs: Hosts | null): void {
  expect(Object.keys(own ?? {}).length > 0 || theirs !== null ? own : null, what).toEqual(theirs)
}

describe.skipIf(missing)('Ansible agrees', () => {
  test(`on ${count} random inventories in every form`, { timeout: 600_000 }, () => {
    const one = inventoryText.map((text): Case => ({ files: { 'x/a.yml': text }, directories: [], sources: ['x/a.yml'], listed: [], extra: [] }))
    const cases = fc.sample(fc.oneof({ weight: 1, arbitrary: one }, { weight: 4, arbitrary: randomCase }), { seed, numRuns: count })
    const written = cases.map(write)
    const answers = ansible(written)
    let accepted = 0
    for (const [index, each] of written.entries()) {
      const theirs = answers[index] ?? null
      if (Object.keys(theirs ?? {}).length > 0) accepted++
      expectSame(`case ${index} of seed ${seed}: ${JSON.stringify(cases[index], undefined, 1)}`, ours(each), theirs)
    }
    expect(accepted).toBeGreaterThan(count / 3)
  })

  test('on every variable of the whole inventories', { timeout: 120_000 }, () => {
    const paths = ['fixtures/deployments', '../shared/conformance/inventories']
      .filter((folder) => existsSync(folder))
      .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    const written = paths.map((path) => write({ files: { 'a.yml': readFileSync(path, 'utf8') }, directories: [], sources: ['a.yml'], listed: [], extra: [] }))
    const answers = ansible(written)
    for (const [index, each] of written.entries()) {
      const resolved = resolveInputs(each.sources.map(readInventoryFiles))
      const found = Object.fromEntries([...(resolved.inventory?.hosts.keys() ?? [])].map((name) => [name, answer(name, resolved)]))
      expect(Object.keys(found).length, paths[index]).toBeGreaterThan(0)
      expectSame(paths[index] ?? '', found, answers[index] ?? null)
    }
  })

  test('through its own command', { timeout: 120_000 }, () => {
    const cases = fc.sample(randomCase, { seed: seed + 1, numRuns: 200 }).map(write)
    const answers = ansible(cases)
    const chosen = cases.map((each, index) => ({ each, answer: answers[index] ?? {} })).filter(({ answer }) => Object.keys(answer ?? {}).length > 1)
    for (const { each, answer } of chosen.slice(0, 6)) {
      const sources = [...each.scripts.flatMap((path) => ['-i', path]), ...each.extra.flatMap((argument) => ['-e', argument])]
      const [host = ''] = Object.keys(answer)
      const run = (...args: string[]): string =>
        execFileSync('/usr/bin/ansible-inventory', [...sources, ...args], {
          cwd: root,
          env: { ...environment, PATH: '/usr/bin:/bin' },
          stdio: ['ignore', 'pipe', 'ignore'],
        }).toString()
      expect(run('--host', host)).toBe(`${answer[host]?.variables}\n`)
      // What it exports is an inventory in its own right, which says the same.
      const exported = write({ files: { 'list.json': run('--list', '--export') }, directories: [], sources: ['list.json'], listed: ['list.json'], extra: [] })
      expect(ours({ ...exported, extra: each.extra })).toEqual(ours(each))
    }
  })
})
