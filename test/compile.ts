import { expect } from 'vitest'
import { type Compilation, compile } from '../src/compile.js'
import type { Diagnostic } from '../src/diagnostics/diagnostic.js'
import { Source } from '../src/source/source.js'

/** Facts of one machine for every host, so that tests see no note about assumed sizes. */
export const machine = `'*': { node_cpu: 4, node_mem_mb: 16384, node_fs_bytes: 42949672960, os_package: rpm, os_version: 9, node_interface: eth0 }\n`

export interface Compiled extends Compilation {
  /** The text of one file; fails the test where it is not there. */
  file(host: string, path: string): string
  has(host: string, path: string): boolean
  /** Codes of the diagnostics, each once, sorted. */
  readonly codes: readonly string[]
}

/** Compiles an inventory text. Does not look at the diagnostics. */
export function compileText(text: string, { facts = machine }: { facts?: string } = {}): Compiled {
  const result = compile({ inventories: [new Source('inventory.yml', text)], facts: facts === '' ? [] : [new Source('facts.yml', facts)] })
  const files = new Map(result.files.map((file) => [`${file.host}:${file.path}`, file.text]))
  return {
    ...result,
    codes: [...new Set(result.diagnostics.map(({ code }) => code))].sort(),
    has: (host, path) => files.has(`${host}:${path}`),
    file: (host, path) => {
      const found = files.get(`${host}:${path}`)
      if (found === undefined)
        expect.fail(`no ${path} on ${host}; findings:\n${result.diagnostics.map(line).join('\n')}\nfiles:\n${[...files.keys()].join('\n')}`)
      return found
    },
  }
}

/** The same, and the test fails where there is an error. */
export function compileValid(text: string, options: { facts?: string } = {}): Compiled {
  const compiled = compileText(text, options)
  expect(compiled.diagnostics.filter(({ severity }) => severity === 'error').map(line)).toEqual([])
  return compiled
}

/** A finding that a test expects; what it leaves out does not matter. `line` counts from 1. */
export interface Expected {
  readonly code: string
  readonly line?: number
  readonly message?: string | RegExp
}

/** Expects exactly these errors, in order of place, and no file. */
export function expectErrors(text: string, expected: readonly Expected[], options: { facts?: string } = {}): void {
  const compiled = compileText(text, options)
  expectFindings(
    compiled.diagnostics.filter(({ severity }) => severity === 'error'),
    expected,
  )
  expect(compiled.files).toEqual([])
}

/** Expects these findings with these codes, whatever their severity, and no others with the same codes. */
export function expectFindings(found: readonly Diagnostic[], expected: readonly Expected[]): void {
  expect(found.map(line).join('\n'), 'findings').toSatisfy(() => found.length === expected.length)
  for (const [index, wanted] of expected.entries()) {
    const diagnostic = found[index] as Diagnostic
    expect(diagnostic.code).toBe(wanted.code)
    if (wanted.line !== undefined) expect(diagnostic.at.from.line, line(diagnostic)).toBe(wanted.line)
    if (wanted.message !== undefined) expect(diagnostic.message).toMatch(wanted.message)
  }
}

/** Findings of one code. */
export function ofCode(compiled: Compilation, code: string): readonly Diagnostic[] {
  return compiled.diagnostics.filter((diagnostic) => diagnostic.code === code)
}

function line({ at, severity, code, message }: Diagnostic): string {
  return `${at}: ${severity}[${code}] ${message}`
}

/** What a small inventory is made of: lines of YAML in flow or block style, each put at its place. */
export interface Parts {
  /** Variables of all hosts, as a block map without indentation. */
  readonly all?: string
  /** Variables of cluster pg-test, as a block map without indentation. */
  readonly cluster?: string
  /** Members of pg-test: address -> its variables in flow style; one primary where absent. */
  readonly members?: Readonly<Record<string, string>>
  /** Further groups under `all.children`, as a block map without indentation. */
  readonly groups?: string
  /** Variables of the infra and etcd host 10.10.10.10, in flow style. */
  readonly infra?: string
}

/** A small valid inventory: infra and etcd on 10.10.10.10, cluster pg-test with a primary on 10.10.10.11. Passwords are no defaults. */
export function minimal({
  all = '',
  cluster = '',
  members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }' },
  groups = '',
  infra = '{ infra_seq: 1, nodename: infra-1 }',
}: Parts = {}): string {
  const hosts = Object.entries(members).map(([address, variables]) => `        '${address}': ${variables}\n`)
  return `all:
  children:
    infra: { hosts: { 10.10.10.10: ${infra} } }
    etcd: { hosts: { 10.10.10.10: { etcd_seq: 1 } }, vars: { etcd_cluster: etcd } }
    pg-test:
      hosts:
${hosts.join('')}      vars:
        pg_cluster: pg-test
${indent(8, cluster)}${indent(4, groups)}  vars:
    admin_ip: 10.10.10.10
    pg_replication_password: Secret.Repl
    pg_admin_password: Secret.Admin
    pg_monitor_password: Secret.Monitor
    patroni_password: Secret.Patroni
    haproxy_admin_password: Secret.Haproxy
    pg_etcd_password: Secret.Etcd
    etcd_root_password: Secret.Root
    grafana_admin_password: Secret.Grafana
${indent(4, all)}`
}

function indent(width: number, block: string): string {
  return block
    .split('\n')
    .filter((text) => text.trim() !== '')
    .map((text) => `${' '.repeat(width)}${text}\n`)
    .join('')
}
