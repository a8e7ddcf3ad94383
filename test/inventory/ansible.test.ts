import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ancestry } from '../../src/inventory/precedence.js'
import { type Plain, toPlain } from '../../src/syntax/node.js'
import { inventoryText, variableNames } from './random-inventory.js'
import { resolve } from './resolve.js'

const python = '/usr/bin/python3'
const missing = spawnSync(python, ['-c', 'import ansible.inventory.manager']).status !== 0
const count = Number(process.env.ANSIBLE_INVENTORIES ?? 40)
const seed = Number(process.env.ANSIBLE_SEED ?? 20)

type Hosts = Record<string, Record<string, Plain>>

/** What Ansible makes of each list of inventory texts; null where it refuses them. */
function ansible(cases: readonly (readonly string[])[]): (Hosts | null)[] {
  const folder = mkdtempSync(join(tmpdir(), 'pgcompile-ansible-'))
  try {
    const sources = cases.map((texts, index) => {
      mkdirSync(join(folder, String(index)))
      return texts.map((text, number) => {
        const path = join(folder, String(index), `${number}.yml`)
        writeFileSync(path, text)
        return path
      })
    })
    const environment = { PATH: process.env.PATH, HOME: folder, LC_ALL: 'C.UTF-8', PYTHONDONTWRITEBYTECODE: '1' }
    const options = {
      cwd: folder,
      env: environment,
      input: JSON.stringify(sources),
      maxBuffer: 1 << 28,
      stdio: ['pipe', 'pipe', 'pipe'] as ['pipe', 'pipe', 'pipe'],
    }
    return JSON.parse(execFileSync(python, [join(import.meta.dirname, 'real_ansible.py')], options).toString())
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Our answer in the same form. */
function ours(texts: readonly string[]): Hosts | null {
  const resolved = resolve(...texts)
  if (resolved.places.some((place) => /group-cycle|inventory-shape/.test(place))) return null
  const hosts: Hosts = {}
  for (const [name, host] of resolved.inventory?.hosts ?? []) {
    const above = ancestry(host.groups).map((group) => group.name)
    hosts[name] = {
      ...resolved.of(name).variables(),
      group_names: above.includes('ungrouped') || above.some((group) => group !== 'all') ? above.sort() : ['all', 'ungrouped'],
    }
  }
  return hosts
}

/** Only what the inventories say: Ansible adds variables of its own. */
function compared(hosts: Hosts | null): Hosts | null {
  if (hosts === null) return null
  const kept = new Set([...variableNames, 'group_names'])
  return Object.fromEntries(
    Object.entries(hosts).map(([host, variables]) => [host, Object.fromEntries(Object.entries(variables).filter(([name]) => kept.has(name)))]),
  )
}

describe.skipIf(missing)('Ansible agrees', () => {
  test(`on ${count} random inventories`, { timeout: 600_000 }, () => {
    const cases = fc.sample(fc.array(inventoryText, { minLength: 1, maxLength: 2 }), { seed, numRuns: count })
    const answers = ansible(cases)
    let accepted = 0
    for (const [index, texts] of cases.entries()) {
      const expected = compared(answers[index] ?? null)
      if (expected !== null) accepted++
      expect(compared(ours(texts)), `case ${index} of seed ${seed}:\n${texts.join('---\n')}`).toEqual(expected)
    }
    expect(accepted).toBeGreaterThan(count / 3)
  })
  test('on every variable of the whole inventories', { timeout: 120_000 }, () => {
    const paths = ['fixtures/deployments', '../shared/conformance/inventories']
      .filter((folder) => existsSync(folder))
      .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    const answers = ansible(paths.map((path) => [readFileSync(path, 'utf8')]))
    for (const [index, path] of paths.entries()) {
      const resolved = resolve(readFileSync(path, 'utf8'))
      const expected = answers[index] ?? {}
      expect([...(resolved.inventory?.hosts.keys() ?? [])].sort(), path).toEqual(Object.keys(expected).sort())
      for (const [host, variables] of Object.entries(expected)) {
        const settings = resolved.of(host)
        const written = Object.keys(settings.variables()).map((name) => [name, settings.node(name)] as const)
        expect(written.length, path).toBeGreaterThan(0)
        for (const [name, node] of written) expect(node && toPlain(node), `${name} of ${host} in ${path}`).toEqual(variables[name])
      }
    }
  })
})
