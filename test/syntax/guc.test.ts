import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { wantedValue } from '../../src/compat/settings/check.js'
import { settingFacts, settingNames } from '../../src/compat/settings/settings.js'
import { parseBoolean, parseInteger, parseReal, type Unit } from '../../src/syntax/guc.js'
import { hasPostgres, PostgresServer, Sandbox } from '../daemons/postgres.js'
import { alterSystem, outcomes } from '../daemons/statements.js'

test.each([
  ['on', true],
  ['ON', true],
  ['t', true],
  ['Ye', true],
  ['1', true],
  ['of', false],
  ['fals', false],
  ['N', false],
  ['0', false],
  ['o', undefined],
  ['', undefined],
  [' on', undefined],
  ['truee', undefined],
  ['10', undefined],
])('switch %j is %s', (text, value) => {
  expect(parseBoolean(text)).toBe(value)
})

const integers: readonly (readonly [string, Unit | undefined, unknown])[] = [
  ['64MB', 'kB', 65536],
  [' 64 MB ', 'kB', 65536],
  ['1.5GB', '8kB', 196608],
  ['30.1GB', 'kB', 31561728],
  ['100B', 'kB', 0],
  ['1TB', 'kB', 1073741824],
  ['1d', 'ms', 86400000],
  ['1.5min', 's', 90],
  ['0x10', undefined, 16],
  ['010', undefined, 8],
  ['-1', 'ms', -1],
  ['1e3', undefined, 1000],
  ['2.5', undefined, 2],
  ['3.5', undefined, 4],
  ['.5', undefined, 0],
  [' .5', undefined, 'form'],
  ['-.5', undefined, 'form'],
  ['64mb', 'kB', 'unit'],
  ['64 M B', 'kB', 'unit'],
  ['1min', undefined, 'unit'],
  ['08', undefined, 'unit'],
  ['', undefined, 'form'],
  ['many', undefined, 'form'],
  ['inf', undefined, 'form'],
  ['2147483648', undefined, 'size'],
  ['99999999999999999999', undefined, 'size'],
  ['3TB', 'kB', 'size'],
]

test.each(integers)('whole number %j in %s is %s', (text, unit, expected) => {
  const parsed = parseInteger(text, unit)
  expect('value' in parsed ? parsed.value : parsed.problem).toBe(expected)
})

const reals: readonly (readonly [string, Unit | undefined, unknown])[] = [
  ['0.08', undefined, 0.08],
  ['-1', 'ms', -1],
  ['2e-1', undefined, 0.2],
  ['500us', 'ms', 0.5],
  ['1s', 'ms', 1000],
  ['0x1.8p1', undefined, 3],
  ['Infinity', undefined, Number.POSITIVE_INFINITY],
  ['1e999', undefined, 'form'],
  ['NaN', undefined, 'form'],
  ['1,5', undefined, 'unit'],
  ['0.5ms', undefined, 'unit'],
]

test.each(reals)('number %j in %s is %s', (text, unit, expected) => {
  const parsed = parseReal(text, unit)
  expect('value' in parsed ? parsed.value : parsed.problem).toBe(expected)
})

/** Whose hooks look at more than the value: the operating system, other settings, or a second meaning of the number. */
const hooked = [
  'max_stack_depth',
  'bonjour',
  'ssl',
  'default_with_oids',
  'ssl_renegotiation_limit',
  'seed',
  'huge_page_size',
  'client_connection_check_interval',
  'autovacuum_work_mem',
  'max_connections',
  'max_worker_processes',
  'autovacuum_max_workers',
  'max_wal_senders',
]

describe.runIf(hasPostgres)('a real PostgreSQL 15', () => {
  const sandbox = new Sandbox()
  const server = PostgresServer.create(sandbox, 7151)
  afterAll(() => {
    server.stop()
    sandbox.remove()
  })

  const names = settingNames(15).filter((name) => {
    const facts = settingFacts(name, 15)
    return (
      facts !== undefined &&
      facts.type !== 'string' &&
      facts.context !== 'internal' &&
      !/^transaction_|^log_.*_stats$|^tcp_/.test(name) &&
      !hooked.includes(name)
    )
  })

  /** Values near what a setting takes, and near what its reader takes. */
  const value = (name: string) => {
    const facts = settingFacts(name, 15)
    const edges = [facts?.min ?? 0, facts?.max ?? 1].filter((edge) => Math.abs(edge) < 1e300)
    const number = fc.oneof(
      fc.integer({ min: -2, max: 2000 }).map(String),
      fc.constantFrom(...edges).chain((edge) => fc.integer({ min: -1, max: 1 }).map((step) => String(edge + step))),
      fc.double({ min: -1, max: 1000, noNaN: true }).map(String),
      fc.constantFrom(
        '',
        '0x1F',
        '010',
        '08',
        '.5',
        '5.',
        '1e3',
        '1e-3',
        '1e',
        '+7',
        '- 7',
        'inf',
        'nan',
        '0x',
        '0x1.8p1',
        '1_000',
        '99999999999999999999',
        '1e400',
        '1e-400',
        '0x8000000000000000',
      ),
    )
    const unit = fc.constantFrom('', '', '', 'B', 'kB', 'MB', 'GB', 'TB', 'KB', 'mb', 'us', 'ms', 's', 'min', 'h', 'd', 'D', 'sec', 'kB ', 'k B', 'msec')
    const numeric = fc.tuple(fc.constantFrom('', '', ' ', '\t'), number, fc.constantFrom('', '', ' ', '  ', '\t'), unit, fc.constantFrom('', '', ' '))
    const word = fc.oneof(
      fc.constantFrom(
        'on',
        'off',
        'of',
        'o',
        'ON',
        'tRue',
        'tru',
        't',
        'f',
        'fal',
        'y',
        'yess',
        'no',
        'n',
        '1',
        '0',
        '2',
        ' on',
        'on ',
        'try',
        'none',
        'all',
        'default',
      ),
      fc
        .constantFrom(...(facts?.values ?? ['on']), ...(facts?.also ?? ['off']))
        .chain((known) => fc.constantFrom(known, known.toUpperCase(), known.slice(0, -1))),
    )
    const isNumber = facts?.type === 'integer' || facts?.type === 'real'
    return fc.oneof({ weight: isNumber ? 9 : 1, arbitrary: numeric.map((parts) => parts.join('')) }, { weight: isNumber ? 1 : 9, arbitrary: word })
  }

  test('takes exactly the values that we take', () => {
    const pair = fc.constantFrom(...names).chain((name) => value(name).map((text) => [name, text] as const))
    fc.assert(
      fc.property(fc.array(pair, { minLength: 150, maxLength: 150 }), (pairs) => {
        const taken = outcomes(
          server,
          pairs.map(([name, text]) => alterSystem(name, text)),
        )
        const ours = pairs.map(([name, text]) => {
          const facts = settingFacts(name, 15)
          return facts !== undefined && wantedValue(facts, text) === undefined
        })
        expect(pairs.filter((_, index) => ours[index] !== taken[index])).toEqual([])
      }),
      { numRuns: 5, endOnFailure: true },
    )
  }, 60_000)

  test('understands the same number', () => {
    const texts = ['30.1GB', '1.7kB', '10.49MB', '123456789B', '0.3TB', '2.5', '8200B', '3.5kB', '12287B', '12288B']
    const times = ['1.7d', '0.33h', '1.0005s', '2.5ms', '1500us', '2500us', '3500us', '0.1min']
    for (const [name, values] of [
      ['work_mem', texts.slice(0, 4)],
      ['temp_buffers', texts],
      ['lock_timeout', times],
      ['vacuum_cost_delay', ['2.5us', '1500us', '0.0123456ms']],
    ] as const) {
      const facts = settingFacts(name, 15)
      for (const text of values) {
        const parsed = facts?.type === 'real' ? parseReal(text, facts.unit) : parseInteger(text, facts?.unit)
        if (facts === undefined || wantedValue(facts, text) !== undefined || !('value' in parsed)) continue
        expect(Number(server.psql(`SET ${name} TO '${text}'; SELECT setting FROM pg_settings WHERE name = '${name}'`).trim()), `${name} ${text}`).toBeCloseTo(
          parsed.value,
          6,
        )
      }
    }
  })
})
