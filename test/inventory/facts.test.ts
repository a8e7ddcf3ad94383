import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Facts } from '../../src/catalog/facts.js'
import { Sink } from '../../src/diagnostics/sink.js'
import { FactSheets } from '../../src/inventory/facts.js'
import { Source } from '../../src/source/source.js'
import { parseYaml } from '../../src/syntax/yaml.js'
import { compileText, minimal, ofCode } from '../compile.js'
import { resolve } from './resolve.js'

const empty = resolve('all: { hosts: { h: } }').of('h')

interface Read {
  readonly sheets: FactSheets
  of(host: string, address?: string): Facts
  found(): string[]
}

function read(...texts: string[]): Read {
  const sink = new Sink()
  const sheets = new FactSheets(
    texts.flatMap((text, at) => parseYaml(new Source(`${at}`, text), sink) ?? []),
    sink,
  )
  return {
    sheets,
    of: (host, address = host) => sheets.of(host, address, empty),
    found: () => sink.list().map(({ at, code, message }) => `${at.from.line}:${at.from.column} ${code}: ${message}`),
  }
}

describe('facts files', () => {
  test("a host's own entry comes before `*`, fact by fact", () => {
    const { of, found } = read("'*': { node_cpu: 2, os_package: deb }\n10.0.0.1: { node_cpu: '8', os_version: 12 }\n")
    expect(found()).toEqual([])
    expect(of('10.0.0.1')).toEqual({ node_cpu: 8, os_package: 'deb', os_version: 12 })
    expect(of('10.0.0.2')).toEqual({ node_cpu: 2, os_package: 'deb' })
  })

  test('a later file comes before an earlier one, but `*` never before a host', () => {
    const { of } = read('10.0.0.1: { node_cpu: 1, node_mem_mb: 10 }', "'*': { node_cpu: 9 }\n10.0.0.1: { node_mem_mb: 20 }")
    expect(of('10.0.0.1')).toEqual({ node_cpu: 1, node_mem_mb: 20 })
  })

  test('a host is found by its name and by its address', () => {
    const { of } = read('db-1: { node_cpu: 1 }\n10.0.0.2: { node_cpu: 2 }')
    expect([of('db-1', '10.0.0.1'), of('db-2', '10.0.0.2')]).toEqual([{ node_cpu: 1 }, { node_cpu: 2 }])
  })

  test('variables of the inventory come before files', () => {
    const { sheets } = read('h: { node_cpu: 1, node_mem_mb: 10 }')
    expect(sheets.of('h', 'h', resolve("all: { hosts: { h: { node_cpu: '16' } } }").of('h'))).toEqual({ node_cpu: 16, node_mem_mb: 10 })
  })

  test.each([
    ['h: { node_cpu: 0 }', '1:16 value-range: node_cpu must be from 1 to 65536, not `0`'],
    ['h: { node_mem_mb: -5 }', '1:19 value-range: node_mem_mb must be at least 1, not `-5`'],
    ['h: { node_fs_bytes: 40G }', '1:21 value-type: node_fs_bytes must be an integer, not `40G`'],
    ['h: { os_package: apk }', '1:18 value-enum: os_package must be one of rpm, deb, not `apk`'],
    ['h: { node_cpus: 4 }', '1:6 facts-unknown: node_cpus is no fact that anything reads; did you mean node_cpu?'],
    ['h: { constructor: 4 }', '1:6 facts-unknown: constructor is no fact that anything reads'],
    ['h: 4', '1:4 facts-shape: the facts of h must be a map, as in `{ node_cpu: 8, node_mem_mb: 32000 }`'],
    ['[h]', '1:1 facts-shape: a facts file must be a map from host, or "*" for all, to its facts'],
  ])('%s', (text, expected) => {
    const { of, found } = read(text)
    expect(found()).toEqual([expected])
    expect(of('h')).toEqual({})
  })

  test('a host that the inventory does not have', () => {
    const { sheets, found } = read("'*': { node_cpu: 1 }\nh: { node_cpu: 1 }\nstranger: { node_cpu: 1 }\n")
    sheets.reportStrangers(new Set(['h']))
    expect(found()).toEqual(['3:1 facts-unknown: the facts file names stranger, which is no host of the inventory'])
  })
})

describe("Ansible's facts", () => {
  const cache = readFileSync('fixtures/facts/ansible/10.40.0.10.json', 'utf8')
  const expected = expect.objectContaining({ node_interface: 'ens3', node_hostname: 'notes', os_package: 'deb', os_version: 12 })

  test('a cache file of one machine finds its host by address', () => {
    const { sheets, of, found } = read(cache)
    expect(of('10.40.0.10')).toEqual(expected)
    expect(of('notes', '10.40.0.10')).toEqual(expected)
    expect(of('10.40.0.11')).toEqual({})
    sheets.reportStrangers(new Set(['10.40.0.10']))
    expect(found()).toEqual([])
  })

  test('without the wrapping, without the prefix, and under the name of a host', () => {
    const inner: Record<string, unknown> = JSON.parse(cache).ansible_facts
    const bare = Object.fromEntries(Object.entries(inner).map(([name, value]) => [name.replace(/^ansible_/, ''), value]))
    expect(read(JSON.stringify(inner)).of('10.40.0.10')).toEqual(expected)
    expect(read(JSON.stringify({ ansible_facts: bare })).of('10.40.0.10')).toEqual(expected)
    expect(read(JSON.stringify({ h: JSON.parse(cache) })).of('h', '10.40.0.10')).toEqual(expected)
    expect(read(JSON.stringify({ h: inner })).of('h', '10.40.0.10')).toEqual(expected)
  })

  test('sizes: processors, memory, and the file system that holds the database', () => {
    const mounts = [
      { mount: '/', size_total: 100 },
      { mount: '/data', size_total: 300 },
      { mount: '/boot', size_total: 900 },
    ]
    const facts = {
      ansible_all_ipv4_addresses: ['h'],
      ansible_processor_vcpus: 6,
      ansible_processor_nproc: 5,
      ansible_memtotal_mb: 7000,
      ansible_mounts: mounts,
    }
    expect(read(JSON.stringify(facts)).of('h')).toEqual({ node_cpu: 6, node_mem_mb: 7000, node_fs_bytes: 300 })
    expect(read(JSON.stringify({ ...facts, ansible_mounts: mounts.slice(0, 1) })).of('h').node_fs_bytes).toBe(100)
  })

  test.each([
    [{ os_family: 'RedHat' }, 'rpm'],
    [{ os_family: 'Debian' }, 'deb'],
    [{ os_family: 'Other', pkg_mgr: 'dnf5' }, 'rpm'],
    [{ os_family: 'Other', pkg_mgr: 'apt' }, 'deb'],
    [{ os_family: 'Suse', pkg_mgr: 'zypper' }, undefined],
  ])('packaging of %j', (facts, packaging) => {
    expect(read(JSON.stringify({ h: { ansible_facts: facts } })).of('h').os_package).toBe(packaging)
  })

  test('an interface is found by each of its addresses', () => {
    const facts = {
      ansible_eth0: { device: 'eth0', ipv4: { address: '10.0.0.1' }, ipv4_secondaries: [{ address: '10.0.0.2' }], ipv6: [{ address: '2001:db8::1' }] },
      ansible_eth1: { device: 'eth1', ipv4: { address: '10.1.0.1' } },
    }
    const { of } = read(JSON.stringify({ h: facts }))
    expect(['10.0.0.1', '10.0.0.2', '2001:db8::1', '10.1.0.1', '10.9.0.1'].map((address) => of('h', address).node_interface)).toEqual([
      'eth0',
      'eth0',
      'eth0',
      'eth1',
      undefined,
    ])
  })

  test('all addresses with their networks, where every interface is there', () => {
    const textsOf = (text: string, host: string): readonly string[] | undefined =>
      read(text)
        .sheets.networks(host, host)
        ?.map(({ address, prefixLength }) => `${address.text}/${prefixLength}`)
    expect(textsOf(cache, '10.40.0.10')).toEqual(['10.40.0.10/24', 'fe80::5054:ff:fe40:10/64', '127.0.0.1/8'])
    const inner: Record<string, unknown> = JSON.parse(cache).ansible_facts
    expect(textsOf(JSON.stringify({ ...inner, ansible_interfaces: ['ens3', 'lo', 'ens4'] }), '10.40.0.10')).toBeUndefined()
    const old = {
      device: 'ens3',
      ipv4: { address: '10.40.0.10', netmask: '255.255.252.0' },
      ipv4_secondaries: [{ address: '10.40.9.1', netmask: '255.255.255.255' }],
    }
    expect(textsOf(JSON.stringify({ h: { ansible_interfaces: ['ens3'], ansible_ens3: old } }), 'h')).toEqual(['10.40.0.10/22', '10.40.9.1/32'])
    expect(
      textsOf(JSON.stringify({ h: { ansible_interfaces: ['ens3'], ansible_ens3: { ...old, ipv4: { address: '10.40.0.10', netmask: '255.0.255.0' } } } }), 'h'),
    ).toBeUndefined()
    expect(textsOf('{ h: { ansible_hostname: x } }', 'h')).toBeUndefined()
  })

  test('facts without an address, and of a machine that is no host', () => {
    expect(read('{ ansible_hostname: x }').found()).toEqual(['1:1 facts-shape: these Ansible facts name no address: put them under the name of their host'])
    const { sheets, found } = read(cache)
    sheets.reportStrangers(new Set(['10.99.0.1']))
    expect(found()).toEqual([expect.stringMatching(/^1:1 facts-unknown: these Ansible facts are of a machine with 10\.40\.0\.10, /)])
  })
})

describe('sizes that nobody states', () => {
  test('one note names the hosts', () => {
    const members = Object.fromEntries(
      Array.from({ length: 3 }, (_, at) => [`10.10.10.1${at + 1}`, `{ pg_seq: ${at + 1}, pg_role: ${at === 0 ? 'primary' : 'replica'} }`]),
    )
    const notes = ofCode(
      compileText(minimal({ members }), { facts: '10.10.10.12: { node_cpu: 2, node_mem_mb: 4000, node_fs_bytes: 99999999999 }' }),
      'facts-assumed',
    )
    expect(notes.map(({ severity, message }) => [severity, message])).toEqual([
      [
        'note',
        expect.stringMatching(/^CPUs, memory or disk of 10\.10\.10\.10, 10\.10\.10\.11, 10\.10\.10\.13 are not known; 4 CPUs, 16384 MB and 40 GiB are assumed/),
      ],
    ])
  })

  test('none where all is known', () => {
    expect(ofCode(compileText(minimal()), 'facts-assumed')).toEqual([])
  })
})
