import { describe, expect, test } from 'vitest'
import type { Shape } from '../../src/catalog/shape.js'
import { coerce } from '../../src/inventory/coerce.js'
import type { Plain } from '../../src/syntax/node.js'
import { read } from '../syntax/read.js'
import { locked, lockedText } from '../vault.js'
import { validatorOfShape } from './validator.js'

/** The value, or `code: message`. */
function outcome(shape: Shape, text: string): Plain {
  const { node } = read(text)
  if (node === undefined) throw new Error(`no YAML: ${text}`)
  const result = coerce(shape, node, validatorOfShape(shape))
  return 'value' in result ? result.value : `${result.code.code}: ${result.message}`
}

const quotes = (text: string, value: string): string => `value-type: must be text, and YAML reads \`${text}\` as ${value}: put it in quotes`

const table: readonly (readonly [Shape, string, Plain])[] = [
  [{ type: 'bool' }, 'true', true],
  [{ type: 'bool' }, 'yes', true],
  [{ type: 'bool' }, 'Off', false],
  [{ type: 'bool' }, "'yes'", true],
  [{ type: 'bool' }, '"False"', false],
  [{ type: 'bool' }, '1', true],
  [{ type: 'bool' }, "'0'", false],
  [{ type: 'bool' }, '~', false],
  [{ type: 'bool' }, '2', 'value-type: must be true or false, not `2`'],
  [{ type: 'bool' }, 'maybe', 'value-type: must be true or false, not `maybe`'],
  [{ type: 'bool' }, "''", 'value-type: must be true or false, not ``'],
  [{ type: 'bool' }, '[true]', 'value-type: must be true or false, not a list'],
  [{ type: 'int' }, '17', 17],
  [{ type: 'int' }, "'17'", 17],
  [{ type: 'int' }, '-1', -1],
  [{ type: 'int' }, '0123', 83],
  [{ type: 'int' }, '0x1F', 31],
  [{ type: 'int' }, '1_000', 1000],
  [{ type: 'int' }, '1:30', 90],
  [{ type: 'int' }, "'0123'", 123],
  [{ type: 'int' }, '1.5', 'value-type: must be an integer, not `1.5`'],
  [{ type: 'int' }, '0o17', 'value-type: must be an integer, not `0o17`'],
  [{ type: 'int' }, '99999999999999999999', 'value-type: must be an integer, not `99999999999999999999`'],
  [{ type: 'int' }, '.inf', 'value-type: must be an integer, not `.inf`'],
  [{ type: 'int' }, 'abc', 'value-type: must be an integer, not `abc`'],
  [{ type: 'int' }, 'true', 'value-type: must be an integer, not `true`'],
  [{ type: 'int' }, '~', 'value-type: must be an integer, not empty'],
  [{ type: 'int' }, '{}', 'value-type: must be an integer, not a map'],
  [{ type: 'int', min: 0, max: 9 }, '10', 'value-range: must be from 0 to 9, not `10`'],
  [{ type: 'int', min: 0 }, "'-1'", 'value-range: must be at least 0, not `-1`'],
  [{ type: 'int', max: 0 }, '1', 'value-range: must be at most 0, not `1`'],
  [{ type: 'float' }, '0.5', 0.5],
  [{ type: 'float' }, "'0.5'", 0.5],
  [{ type: 'float' }, '1.0e+3', 1000],
  [{ type: 'float' }, 'half', 'value-type: must be a number, not `half`'],
  [{ type: 'port' }, "'5432'", 5432],
  [{ type: 'port' }, '0', 'value-range: must be from 1 to 65535, not `0`'],
  [{ type: 'port' }, '65536', 'value-range: must be from 1 to 65535, not `65536`'],
  [{ type: 'auto-int' }, 'auto', 'auto'],
  [{ type: 'auto-int' }, '4', 4],
  [{ type: 'auto-int' }, 'Auto', 'value-type: must be `auto` or an integer, not `Auto`'],
  [{ type: 'auto-int', min: 50 }, '10', 'value-range: must be at least 50, not `10`'],
  [{ type: 'enum', values: ['a', 'b'] }, 'B', 'b'],
  [{ type: 'enum', values: ['oltp.yml'] }, 'oltp', 'oltp.yml'],
  [{ type: 'enum', values: ['off', 'on'] }, 'no', 'off'],
  [{ type: 'enum', values: ['a', 'b'] }, 'c', 'value-enum: must be one of a, b, not `c`'],
  [{ type: 'enum', values: ['a', 'b'] }, '~', 'value-enum: must be one of a, b, not empty'],
  [{ type: 'enum', values: ['a'], open: 'word' }, 'c', 'c'],
  [{ type: 'enum', values: ['pgbouncer'], open: 'port' }, "'6432'", 6432],
  [{ type: 'enum', values: ['pgbouncer'], open: 'port' }, 'foo', 'value-type: must be pgbouncer or a port number, not `foo`'],
  [{ type: 'string' }, 'text', 'text'],
  [{ type: 'string' }, '~', ''],
  [{ type: 'string' }, '17', '17'],
  [{ type: 'string' }, '2031-12-31', '2031-12-31'],
  [{ type: 'string' }, "'yes'", 'yes'],
  [{ type: 'string' }, 'yes', quotes('yes', 'true')],
  [{ type: 'string' }, '0123', quotes('0123', '83')],
  [{ type: 'string' }, '1.0', quotes('1.0', '1')],
  [{ type: 'string' }, '1_000', quotes('1_000', '1000')],
  [{ type: 'string' }, '"a\\nb"', 'value-format: must be one line of text without control characters'],
  [{ type: 'string' }, '[a]', 'value-type: must be text, not a list'],
  [{ type: 'string', pattern: '[a-z]+' }, 'abc', 'abc'],
  [{ type: 'string', pattern: '[a-z]+' }, 'abC', 'value-format: must match [a-z]+, not `abC`'],
  [{ type: 'string', pattern: '[a-z]+' }, '"abc\\n"', 'value-format: must match [a-z]+, not `abc\\n`'],
  [{ type: 'string', pattern: 'x' }, 'y'.repeat(99), `value-format: must match x, not \`${'y'.repeat(60)}...\``],
  [{ type: 'csv' }, "'a, b'", 'a, b'],
  [{ type: 'csv' }, '[a, b]', 'a, b'],
  [{ type: 'csv' }, '[a, [b]]', 'value-type: must be a comma-separated text or a list of words'],
  [{ type: 'list', items: 'string' }, '[a, 1]', ['a', 1]],
  [{ type: 'list', items: 'string' }, "'a, b,, c '", ['a', 'b', 'c']],
  [{ type: 'list', items: 'user' }, 'a', 'value-type: must be a list, not a single value'],
  [{ type: 'list' }, '~', []],
  [{ type: 'list' }, '{}', 'value-type: must be a list, not a map'],
  [{ type: 'map' }, '{ a: 1 }', { a: 1 }],
  [{ type: 'map' }, '~', {}],
  [{ type: 'map' }, '[]', 'value-type: must be a map, not a list'],
  [{ type: 'map' }, 'x', 'value-type: must be a map, not a single value'],
]

describe('coerce', () => {
  test.each(table.map(([shape, text, expected]) => ({ shape, text, expected })))('$shape.type of $text', ({ shape, text, expected }) => {
    expect(outcome(shape, text)).toEqual(expected)
  })

  const types = ['bool', 'int', 'float', 'port', 'auto-int', 'enum', 'string', 'password', 'username', 'path', 'list', 'map', 'csv'] as const
  test.each(
    types.flatMap((type) => ['hunter2x', '0777', 'yes', '1.50', '"hunter2\\n"', '[hunter2]', '{ hunter2: hunter2 }', '-88'].map((text) => ({ type, text }))),
  )('a message about a secret $type does not show $text', ({ type, text }) => {
    const { node } = read(text)
    if (node === undefined) throw new Error('no YAML')
    const shape = { type, secret: true, min: 9000, pattern: 'never', values: ['never'] } as const
    const result = coerce(shape, node, validatorOfShape(shape))
    if ('message' in result) expect(result.message).not.toMatch(/hunter2|0777|777|511|yes|1\.5|88/)
  })

  test('what nobody could read is one word where a text is wanted, and nothing elsewhere', () => {
    const vault = `!vault |\n  ${locked.replaceAll('\n', '\n  ')}\n`
    expect(outcome({ type: 'password', secret: true }, vault)).toBe(lockedText)
    expect(outcome({ type: 'path', pattern: '/.*' }, vault)).toBe(lockedText)
    expect(outcome({ type: 'port' }, vault)).toMatch(/is encrypted/)
  })
})
