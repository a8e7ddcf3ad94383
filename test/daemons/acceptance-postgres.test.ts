import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readHba } from '../../src/emit/read/hba.js'
import { readPgconf } from '../../src/emit/read/pgconf.js'
import { readYaml } from '../../src/emit/read/yaml.js'
import { addressText, bitsOf } from '../../src/syntax/address.js'
import { type HbaRecord, type HbaToken, isHbaRecord } from '../../src/syntax/hba.js'
import { distinct, filesOf } from './debian.js'
import { hasPostgres, PostgresServer, programs, Sandbox } from './postgres.js'

const port = 5461

/** A setting as pg_settings shows it, `ours` being what its file asks for. */
interface Row {
  readonly name: string
  readonly setting: string
  readonly unit: string | null
  readonly vartype: string
}

interface PatroniFile {
  readonly bootstrap: { readonly dcs: { readonly postgresql: { readonly parameters: Readonly<Record<string, string | number | boolean>> } } }
  readonly postgresql: { readonly parameters: Readonly<Record<string, string | number | boolean>> }
}

/** What every instance asks its server for, through Patroni and in postgresql.auto.conf. */
const asked = filesOf('patroni/patroni.yml').map((file) => {
  const { bootstrap, postgresql } = readYaml(file.text) as PatroniFile
  const own = file.deployment.files.find(
    ({ artifact, host, instance }) => artifact === 'postgres/postgresql.auto.conf' && host === file.host && instance === file.instance,
  )
  return { where: file.where, parameters: { ...bootstrap.dcs.postgresql.parameters, ...postgresql.parameters }, auto: own?.text ?? '' }
})

const sets = distinct(asked, ({ parameters, auto }) => JSON.stringify([Object.entries(parameters).sort(), auto]))

const hbaFiles = distinct(filesOf('postgres/pg_hba.conf'), ({ text }) => text)

test('there is something to ask', () => {
  expect(sets.length).toBeGreaterThan(20)
  expect(hbaFiles.length).toBeGreaterThan(10)
})

describe.skipIf(!hasPostgres)('PostgreSQL 15', () => {
  let sandbox: Sandbox
  let server: PostgresServer
  let data = ''
  const control = (...words: string[]): string =>
    sandbox.demand(join(programs, 'pg_ctl'), ['-D', data, '-l', join(sandbox.directory, 'log'), '-w', '-s', ...words])
  const ask = <T>(query: string): readonly T[] => {
    const answer: T[] | null = JSON.parse(server.psql(`SELECT json_agg(found) FROM (${query}) AS found`))
    return answer ?? []
  }

  beforeAll(() => {
    sandbox = new Sandbox()
    const [key, cert] = [join(sandbox.directory, 'server.key'), join(sandbox.directory, 'server.crt')]
    const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-subj', '/CN=server']
    sandbox.demand('openssl', ['req', ...kind, '-keyout', key, '-out', cert])
    // Rules of hostssl are errors where a server has no TLS.
    server = PostgresServer.create(sandbox, port, ['ssl = on', `ssl_key_file = '${key}'`, `ssl_cert_file = '${cert}'`, `ssl_ca_file = '${cert}'`])
    data = join(sandbox.directory, `data-${port}`)
  }, 60_000)

  afterAll(() => {
    server?.stop()
    sandbox?.remove()
  })

  test('reads in every pg_hba.conf exactly the rules that are meant', () => {
    let rules = 0
    for (const { text, where } of hbaFiles) {
      writeFileSync(join(data, 'pg_hba.conf'), text)
      const found = ask(
        'SELECT type, database, user_name AS users, address, netmask, auth_method AS method, options, error FROM pg_hba_file_rules ORDER BY line_number',
      )
      expect(found, where).toEqual(readHba(text).filter(isHbaRecord).map(shown))
      rules += found.length
    }
    writeFileSync(join(data, 'pg_hba.conf'), 'local all all trust\n')
    console.log(`pg_hba.conf: ${hbaFiles.length} files, ${rules} rules`)
  })

  test.skipIf(!existsSync('/usr/bin/patroni'))('gets from Patroni every parameter as it is written', () => {
    const pairs = sets.flatMap(({ parameters }) => Object.entries(parameters))
    const program = `
import json, sys
from patroni.postgresql.validator import transform_postgresql_parameter_value as passed
print(json.dumps([passed(150000, name, value) for name, value in json.load(sys.stdin)]))`
    const passed: unknown = JSON.parse(execFileSync('/usr/bin/python3', ['-c', program], { input: JSON.stringify(pairs), encoding: 'utf8' }))
    expect(passed).toEqual(pairs.map(([, value]) => value))
  })

  test('takes every setting, and has its value', { timeout: 120_000 }, () => {
    // What a machine of this size cannot have, or has no package for. Asked in a second way below.
    const libraries = new Set(readdirSync('/usr/lib/postgresql/15/lib').map((name) => name.replace(/\.so$/, '')))
    const here = (value: string): string =>
      value
        .split(/, */)
        .filter((name) => libraries.has(name))
        .join(', ')
    const places = { ssl_cert_file: 'server.crt', ssl_key_file: 'server.key', ssl_ca_file: 'server.crt', log_directory: 'logs', unix_socket_directories: '' }
    const units = new Map<string, Row>()
    let counted = 0
    for (const { parameters, auto, where } of sets) {
      const wanted = new Map(Object.entries(parameters).map(([name, value]) => [name, String(value)]))
      const own = readPgconf(auto)
      for (const [name, value] of own) wanted.set(name, value)
      const lines = Object.entries(parameters).map(([name, value]) => `${name} = '${String(value).replaceAll("'", "''").replaceAll('\\', '\\\\')}'`)
      writeFileSync(join(data, 'postgresql.conf'), `${lines.join('\n')}\n`)
      writeFileSync(join(data, 'postgresql.auto.conf'), auto)
      // Reads both files to their end, and refuses a value out of its range.
      const { stdout, stderr, status } = sandbox.run(join(programs, 'postgres'), ['-D', data, '-C', 'shared_buffers'])
      expect({ status, stderr }, where).toEqual({ status: 0, stderr: '' })

      const adapted: Record<string, string> = {
        shared_buffers: '16MB',
        huge_pages: 'off',
        shared_preload_libraries: here(wanted.get('shared_preload_libraries') ?? ''),
      }
      for (const [name, place] of Object.entries(places)) adapted[name] = join(sandbox.directory, place)
      const options = [`-c port=${port}`, '-c listen_addresses=', '-c fsync=off', ...Object.entries(adapted).map(([name, value]) => `-c ${name}='${value}'`)]
      control('restart', '-m', 'immediate', '-o', options.join(' '))
      const errors = ask<{ name: string; error: string }>('SELECT sourcefile, name, setting, error FROM pg_file_settings WHERE error IS NOT NULL')
      // Those given on the command line beat the file.
      expect(
        errors.filter(({ name, error }) => !(name in adapted && error === 'setting could not be applied')),
        where,
      ).toEqual([])
      const rows = new Map(ask<Row>('SELECT name, setting, unit, vartype FROM pg_settings').map((row) => [row.name.toLowerCase(), row]))
      for (const row of rows.values()) units.set(row.name, row)
      const read = ask<{ name: string; setting: string }>("SELECT name, setting FROM pg_file_settings WHERE sourcefile LIKE '%/postgresql.conf'")
      for (const { name, setting } of [...read, { name: 'shared_buffers', setting: stdout.trimEnd() }]) {
        const row = rows.get(name.toLowerCase())
        if (name in adapted && row !== undefined) rows.set(name, { ...row, setting })
      }
      // Settings of libraries that are not here have no type, and pg_settings does not show them.
      const others = [...wanted.keys()].filter((name) => !rows.has(name.toLowerCase()))
      expect(
        others.filter((name) => !name.includes('.')),
        where,
      ).toEqual([])
      for (const row of ask<Row>(
        `SELECT name, current_setting(name) AS setting, NULL AS unit, 'string' AS vartype FROM unnest('{${others.join()}}'::text[]) AS name`,
      ))
        rows.set(row.name.toLowerCase(), row)
      const found = [...wanted].map(([name, value]) => {
        const row = rows.get(name.toLowerCase())
        return { name, is: row && plain(row.setting, row), wanted: row && plain(value, row) }
      })
      expect(
        found.filter((one) => one.is === undefined || one.is !== one.wanted),
        where,
      ).toEqual([])
      counted += found.length
    }
    console.log(`settings: ${sets.length} sets, ${counted} values, ${units.size} names`)
  })
})

/** A value in the unit of its setting, as pg_settings has it. */
function plain(value: string, { unit, vartype }: Row): string {
  if (vartype === 'bool') return ['on', 'true', 'yes', '1'].includes(value.toLowerCase()) ? 'on' : 'off'
  if (vartype === 'enum') return value.toLowerCase()
  if (vartype === 'string') return value
  const [, number = '', written = ''] = /^(-?[0-9.]+|0[0-7]+) *([A-Za-z]*)$/.exec(value) ?? []
  if (/^0[0-7]+$/.test(number)) return String(Number.parseInt(number, 8))
  if (written === '') return String(Number(number))
  return String((Number(number) * scale(written)) / scale(unit ?? ''))
}

const scales: Readonly<Record<string, number>> = {
  ...{ B: 1, kB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30, TB: 2 ** 40 },
  ...{ us: 1, ms: 1e3, s: 1e6, min: 6e7, h: 3.6e9, d: 8.64e10 },
}

function scale(unit: string): number {
  const [, count = '', name = ''] = /^(\d*)(\w+)$/.exec(unit) ?? []
  const one = scales[name]
  if (one === undefined) throw new Error(`no unit ${unit}`)
  return Number(count === '' ? 1 : count) * one
}

/** A rule as pg_hba_file_rules shows it. */
function shown({ type, databases, users, address, method, options }: HbaRecord): unknown {
  const network = address !== undefined && 'network' in address ? address.network : undefined
  const mask = network && ((1n << BigInt(network.prefixLength)) - 1n) << BigInt(bitsOf(network.address.family) - network.prefixLength)
  const name = address === undefined ? null : 'keyword' in address ? address.keyword : 'hostName' in address ? address.hostName : null
  return {
    type,
    database: databases.map(spelled),
    users: users.map(spelled),
    address: network ? addressText(network.address.family, network.address.number) : name,
    netmask: network && mask !== undefined ? addressText(network.address.family, mask) : null,
    // Over a socket the server asks the kernel, not an ident server.
    method: type === 'local' && method === 'ident' ? 'peer' : method,
    options: [...options.map(([key, value]) => `${key}=${value}`), ...(method === 'cert' ? ['clientcert=verify-full'] : [])].reduce<string[] | null>(
      (all, option) => [...(all ?? []), option],
      null,
    ),
    error: null,
  }
}

function spelled(token: HbaToken): string {
  if ('group' in token) return `+${token.group}`
  if ('pattern' in token) return `/${token.pattern}`
  if ('file' in token) return `@${token.file}`
  return 'keyword' in token ? token.keyword : token.name
}
