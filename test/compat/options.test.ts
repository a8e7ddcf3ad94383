import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compiler } from '../../src/catalog/compiler.js'
import { type Component, components } from '../../src/compat/components.js'
import { platformNamed } from '../../src/compat/platforms.js'
import { hasInitdbOption, hasSetting, knownReleases } from '../../src/compat/postgresql.js'
import { understands } from '../../src/compat/understands.js'
import { compile } from '../../src/compile.js'
import { readEnv } from '../../src/emit/read/env.js'
import { readHaproxy } from '../../src/emit/read/haproxy.js'
import { readLines } from '../../src/emit/read/lines.js'
import { readPgbackrest } from '../../src/emit/read/pgbackrest.js'
import { readPgbouncerIni } from '../../src/emit/read/pgbouncer-ini.js'
import { readPgbouncerOptions } from '../../src/emit/read/pgbouncer-options.js'
import { readPgconf } from '../../src/emit/read/pgconf.js'
import { readUnit } from '../../src/emit/read/unit.js'
import { readYaml } from '../../src/emit/read/yaml.js'
import { Source } from '../../src/source/source.js'

/** The keys of nested maps, joined with dots; lists are looked through. A map below `whole` is a value. */
function keys(value: unknown, whole: readonly string[] = [], path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => keys(item, whole, path))
  if (typeof value !== 'object' || value === null || whole.includes(path)) return []
  return Object.entries(value).flatMap(([name, child]) => {
    const below = path === '' ? name : `${path}.${name}`
    return [below, ...keys(child, whole, below)]
  })
}

const twoWords = new Set(['stats', 'timeout', 'option', 'http-check'])

function haproxyOptions(text: string): string[] {
  return readHaproxy(text).flatMap(({ head, lines }) => [
    head[0] ?? '',
    ...lines.flatMap((words) => {
      const [first = '', second = '', third = ''] = words
      if (first === 'server' || first === 'default-server')
        return [first, ...words.slice(first === 'server' ? 3 : 1).flatMap((word) => (isValue(word) ? [] : [`server ${word}`]))]
      if (first === 'http-request') return [`${first} ${second} ${third}`]
      if (first === 'bind') return [first, ...words.slice(2).map((word) => `bind ${word}`)]
      return [twoWords.has(first) ? `${first} ${second}` : first]
    }),
  ])
}

function isValue(word: string): boolean {
  return /^[0-9/]/.test(word) || word === 'shutdown-sessions'
}

function pgbackrestOptions(text: string): string[] {
  return readPgbackrest(text).flatMap(([section, settings]) => [
    ...(section.startsWith('global') ? [section] : []),
    ...settings.map(([name]) => name.replace(/^(repo|pg)1-/, '$1-')),
  ])
}

function unitOptions(text: string): string[] {
  return readUnit(text).flatMap(([section, settings]) =>
    settings.flatMap(([name, value]) => [`${section}.${name}`, ...(Array.isArray(value) && /^[-@:!]*\+/.test(value[0] ?? '') ? [`${section}.${name} +`] : [])]),
  )
}

function flags(text: string): string[] {
  return Object.entries(readEnv(text)).flatMap(([name, value]) => [
    ...(name.startsWith('PG_EXPORTER_') && name !== 'PG_EXPORTER_OPTS' ? [name] : []),
    ...(name.endsWith('OPTS') ? (String(value).match(/--[a-z.-]+/g) ?? []) : []),
  ])
}

/** Maps whose keys are settings of the server, or headers that the receiver reads. */
const foreign = ['bootstrap.dcs.postgresql.parameters', 'postgresql.parameters', 'bootstrap.initdb']

const sources: readonly (readonly [file: RegExp, component: Component, options: (text: string) => string[]])[] = [
  [/\/patroni\/patroni[^/]*\.yml$/, 'patroni', (text) => keys(readYaml(text), foreign)],
  [/\/patronictl\.yml$/, 'patroni', (text) => keys(readYaml(text))],
  [/\/etcd\.conf$/, 'etcd', (text) => keys(readYaml(text))],
  [/\/vip-manager[^/]*\.yml$/, 'vip-manager', (text) => keys(readYaml(text))],
  [/\/infra\/prometheus\.yml$/, 'victoria-metrics', (text) => keys(readYaml(text))],
  [
    /\/etc\/vector\/[^/]*\.yaml$/,
    'vector',
    (text) => keys(readYaml(text)).map((key) => key.replace(/^(sources|transforms|sinks)\.[^.]+/, '$1.*').replace(/(headers)\.[^.]+$/, '$1.*')),
  ],
  [
    /\/pgbouncer\.ini$/,
    'pgbouncer',
    (text) => readPgbouncerIni(text).flatMap(([section, settings]) => (section === 'pgbouncer' ? settings.map(([name]) => name) : [])),
  ],
  [/\/database\.txt$/, 'pgbouncer', (text) => optionNames(text, 'database')],
  [/\/useropts\.txt$/, 'pgbouncer', (text) => optionNames(text, 'user')],
  [/\/pgbackrest[^/]*\.conf$/, 'pgbackrest', pgbackrestOptions],
  [/\/dnsmasq\.conf$/, 'dnsmasq', (text) => readLines(text).map((line) => line.split('=')[0] ?? '')],
  [/\/haproxy\/.*\.cfg$/, 'haproxy', haproxyOptions],
  [/\.service$/, 'systemd', unitOptions],
  [/\/etc\/default\/node_exporter$/, 'node_exporter', flags],
  [/\/etc\/default\/(pg_exporter|pgbouncer_exporter)[^/]*$/, 'pg_exporter', flags],
  [/\/etc\/default\/pgbackrest_exporter[^/]*$/, 'pgbackrest_exporter', flags],
]

function optionNames(text: string, prefix: string): string[] {
  return readPgbouncerOptions(text).flatMap(([, options]) => options.map(([option]) => `${prefix} ${option}`))
}

const root = 'golden/deployments'
const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`)

/** Everything that the golden trees say to a component, with one file that says it. */
const said = new Map<Component, Map<string, string>>()
for (const file of files)
  for (const [pattern, component, options] of sources)
    if (pattern.test(file)) {
      const known = said.get(component) ?? new Map<string, string>()
      said.set(component, known)
      for (const option of options(readFileSync(file, 'utf8'))) known.set(option, file)
    }

/** Rows about something that is no option of a file, and options that only other inventories ask for. */
const unsaid = /^(file without |gRPC gateway |etcd's v3|hba |global$)|=|^repo-|^enable-grpc-gateway$|^server (check-ssl|ca-file)$/

describe('tables of options', () => {
  test.each(Object.keys(components) as Component[])('%s: every option that files have stands in its table', (component) => {
    const missing = [...(said.get(component) ?? [])].filter(([option]) => !Object.hasOwn(components[component].options, option))
    expect(missing).toEqual([])
    expect(said.get(component)?.size).toBeGreaterThan(3)
  })

  test.each(Object.keys(components) as Component[])('%s: every row is about something that files have', (component) => {
    const idle = Object.keys(components[component].options).filter((option) => !said.get(component)?.has(option) && !unsaid.test(option))
    expect(idle).toEqual([])
  })

  test.each(compiler.parameters.pgcompile_target.values)('for %s only what it understands is printed', (target) => {
    const path = 'fixtures/deployments/debian.yml'
    const extraVariables = [{ source: new Source('target', `pgcompile_target=${target}`), form: 'argument' as const }]
    const compiled = compile({ inventories: [new Source(path, readFileSync(path, 'utf8'))], extraVariables })
    expect(compiled.diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([])
    const platform = platformNamed(target)
    const strange = compiled.files.flatMap((file) =>
      sources.flatMap(([pattern, component, options]) =>
        pattern.test(`${file.host}${file.path}`)
          ? options(file.text)
              .filter((option) => !understands(platform, component, option))
              .map((option) => `${file.path}: ${option}`)
          : [],
      ),
    )
    expect(strange).toEqual([])
  })

  test('every setting of the server and option of initdb is known to some release', () => {
    const releases = Array.from({ length: knownReleases.last - knownReleases.first + 1 }, (_, index) => knownReleases.first + index)
    const unknown: string[] = []
    for (const file of files.filter((name) => /\/patroni\/patroni[^/]*\.yml$/.test(name))) {
      const { bootstrap, postgresql } = readYaml(readFileSync(file, 'utf8')) as {
        bootstrap: { initdb: (string | object)[]; dcs: { postgresql: { parameters: object } } }
        postgresql: { parameters: object }
      }
      for (const name of [bootstrap.dcs.postgresql.parameters, postgresql.parameters].flatMap(Object.keys))
        if (!releases.some((release) => hasSetting(name, release))) unknown.push(`${name} in ${file}`)
      for (const option of bootstrap.initdb.flatMap((item) => (typeof item === 'string' ? item : Object.keys(item))))
        if (!releases.some((release) => hasInitdbOption(option, release))) unknown.push(`${option} in ${file}`)
    }
    for (const file of files.filter((name) => name.endsWith('postgresql.auto.conf')))
      for (const [name] of readPgconf(readFileSync(file, 'utf8')))
        if (!releases.some((release) => hasSetting(name, release))) unknown.push(`${name} in ${file}`)
    expect(unknown).toEqual([])
  })
})
