import fc from 'fast-check'
import { parameterNames } from '../../src/catalog/catalog.js'
import { foreign } from '../../src/catalog/foreign.js'
import { legacy } from '../../src/catalog/legacy.js'
import { objects } from '../../src/catalog/objects.js'
import type { Plain } from '../../src/syntax/node.js'

/** Words that mean something to some format, edges of numbers, things that look like others. */
const words = [
  ...[
    '',
    ' ',
    'x',
    '0',
    '-1',
    '1e3',
    '0x1f',
    '010',
    'on',
    'null',
    '~',
    '*',
    '::',
    '10.0.0.1',
    '10.0.0.0/33',
    'fe80::1%eth0',
    '${vip}',
    '{{ x }}',
    '{{',
    '{% if %}',
  ],
  ...[
    "'",
    '"',
    '\\',
    '#',
    '%',
    '$',
    '`',
    '\n',
    '\r\n',
    '\t',
    '\0',
    '\x1b[31m',
    '\ufeff',
    '\u2028',
    '\ud800',
    '../..',
    '/',
    '[?',
    '[? pg_seq > `1`]',
    '[*].*',
    'a=b',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'all',
    'ungrouped',
    'localhost',
    'postgres',
    'replication',
    'primary',
    'admin',
    '+role',
    '@file',
    '/^a(/',
    '$ANSIBLE_VAULT;1.1;AES256',
  ],
  ...[
    '10.10.10.[1:9]',
    '[0:99]',
    '2024-13-40',
    '1d',
    '5min',
    '99999GB',
    '-0',
    'é漢😀',
    '::ffff:10.0.0.1',
    'host all all all trust',
    'auto',
    '18',
    'max',
    '100%',
  ],
]

const numbers = [0, -1, 1, 1.5, 5432, 65535, 65536, 2147483648, 1e21, 1e300, -1e300, Number.MAX_SAFE_INTEGER]

/** Texts on which a pattern that goes back and forth would take for ever. */
export const long = [
  'a',
  ' ',
  '-',
  '.',
  '_',
  '0',
  ':',
  '/',
  ',',
  '\\',
  '"',
  "'",
  '{{',
  '}}',
  '{{ a',
  '[',
  '(',
  '$',
  '%',
  '=',
  'a.',
  'a,',
  'a ',
  '1.',
  ' \n',
  '#',
  '@',
  '+',
  'é',
  '&&',
  '[?a',
  '||',
  '!',
  '\t',
  '0_',
  'a-',
  '::',
  '{',
]

const text: fc.Arbitrary<Plain> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...words) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...words), fc.constantFrom(...words)).map(([a, b]) => a + b) },
)

/** Values that no parameter expects everywhere. */
export const odd: fc.Arbitrary<Plain> = fc.oneof(
  { weight: 5, arbitrary: text },
  { weight: 3, arbitrary: fc.constantFrom<Plain[]>(null, true, false, ...numbers) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Plain[]>([], {}, [[]], [null], [{}], ['x', 1, null], { x: null }, { name: 'x' }, { name: null }, [{ name: 'x' }, { name: 'x' }]),
  },
  { weight: 2, arbitrary: fc.array(text, { maxLength: 4 }) },
  { weight: 1, arbitrary: fc.integer({ min: -10, max: 70000 }) },
)

/** Much of something. */
export const huge: fc.Arbitrary<Plain> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom(...long), fc.constantFrom(300, 5_000, 20_000), fc.constantFrom('', 'x', '!', '"'))
      .map(([piece, size, end]) => piece.repeat(Math.ceil(size / piece.length)) + end),
  },
  { weight: 1, arbitrary: fc.tuple(odd, fc.constantFrom(50, 500)).map(([item, size]) => Array<Plain>(size).fill(item)) },
  { weight: 1, arbitrary: fc.constantFrom(50, 500).map((size) => Object.fromEntries(Array.from({ length: size }, (_, index) => [`key_${index}`, index]))) },
  { weight: 1, arbitrary: fc.tuple(odd, fc.boolean(), fc.constantFrom(5, 60, 400)).map(([value, list, depth]) => nested(value, list, depth)) },
)

function nested(value: Plain, list: boolean, depth: number): Plain {
  let result = value
  for (let level = 0; level < depth; level++) result = list ? [result] : { a: result }
  return result
}

/** Names that something reads or knows. */
export const names: fc.Arbitrary<string> = fc.constantFrom(
  ...new Set([
    ...parameterNames,
    ...parameterNames,
    ...Object.keys(foreign),
    ...Object.keys(legacy),
    ...Object.values(objects).flatMap(({ attributes }) => Object.keys(attributes)),
    ...[
      'vars',
      'hosts',
      'children',
      'all',
      '_meta',
      'plugin',
      'ansible_host',
      'ansible_group_priority',
      'node_cpu',
      'os_version',
      '<<',
      '__ansible_vault',
      ...words,
    ],
  ]),
)
