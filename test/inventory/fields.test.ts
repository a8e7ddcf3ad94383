import { describe, expect, test } from 'vitest'
import { defineObject } from '../../src/catalog/object.js'
import { Sink } from '../../src/diagnostics/sink.js'
import { type Fields, readObject } from '../../src/inventory/fields.js'
import { Source } from '../../src/source/source.js'
import { parseYaml } from '../../src/syntax/yaml.js'
import { validatorOfObject } from './validator.js'

const dog = defineObject({
  title: 'Dog',
  form: 'map',
  shorthand: 'name',
  attributes: {
    name: { type: 'string', required: true, doc: 'How to call it.' },
    legs: { type: 'int', default: 4, min: 0, doc: 'Number of legs.' },
    chip: { type: 'password', secret: true, doc: 'Number of its chip.' },
    tricks: { type: 'list', default: [], items: 'string', doc: 'What it does.' },
    barks: { type: 'bool', default: true, doc: 'Whether it barks.' },
  },
  legacy: { paws: { new: 'legs', message: 'Use legs.' } },
})
const cat = defineObject({ title: 'Cat', form: 'map', attributes: { name: { type: 'string', doc: 'Its name.' } } })

function read(text: string, schema: typeof dog = dog): { fields: Fields<typeof dog.attributes> | undefined; found: string[] } {
  const sink = new Sink()
  const node = parseYaml(new Source('x', text), sink)
  const fields = node && readObject(schema, node, 'dogs[0]', sink, validatorOfObject(schema))
  return { fields, found: sink.list().map(({ at, code, message }) => `${at.from.line}:${at.from.column} ${code}: ${message}`) }
}

describe('fields', () => {
  test('values, defaults, places', () => {
    const { fields, found } = read("name: Rex\nlegs: '3'\ntricks: sit, roll\n")
    expect(found).toEqual([])
    expect([fields?.get('name'), fields?.get('legs'), fields?.get('tricks'), fields?.get('barks'), fields?.get('chip')]).toEqual([
      'Rex',
      3,
      ['sit', 'roll'],
      true,
      undefined,
    ])
    expect(fields?.where('legs').from).toEqual({ line: 2, column: 7 })
    expect(fields?.where('barks').from).toEqual({ line: 1, column: 1 })
    expect([fields?.has('legs'), fields?.has('barks')]).toEqual([true, false])
    expect(fields?.node('tricks')?.kind).toBe('scalar')
    expect(fields?.node('barks')).toBeUndefined()
    expect(fields?.plain()).toEqual({ name: 'Rex', legs: '3', tricks: 'sit, roll' })
  })

  test.each(['', ' ~', " ''", ' null'])('legs:%s is as good as absent', (value) => {
    const { fields, found } = read(`name: Rex\nlegs:${value}\nbarks:${value}\n`)
    expect(found).toEqual([])
    expect([fields?.get('legs'), fields?.has('legs'), fields?.get('barks')]).toEqual([4, false, true])
  })

  test('an attribute that is called as the prototype is one that nobody knows', () => {
    const { fields, found } = read('{ name: Rex, __proto__: { legs: 9, chip: a } }')
    expect(found).toEqual([expect.stringContaining('1:25 attribute-unknown: dogs[0].__proto__ has no effect')])
    expect([fields?.get('legs'), fields?.get('chip'), fields?.has('chip')]).toEqual([4, undefined, false])
  })

  test('an encrypted value counts as absent where not any text will do', () => {
    const sink = new Sink()
    const node = parseYaml(new Source('x', '{ name: !vault a, which: !vault b }'), sink)
    const attributes = { name: { type: 'string', doc: 'Its name.' }, which: { type: 'jmespath', doc: 'Which.' } } as const
    const schema = defineObject({ title: 'Cat', form: 'map', attributes })
    const fields = node && readObject(schema, node, 'cat', sink, validatorOfObject(schema))
    expect([fields?.has('name'), fields?.has('which')]).toEqual([true, false])
  })

  test('an unknown attribute has no effect, and the nearest one is named', () => {
    expect(read('{ name: Rex, legz: 3 }').found).toEqual(['1:20 attribute-unknown: dogs[0].legz has no effect; did you mean legs?'])
    expect(read('{ name: Rex, colour: red }').found).toEqual([
      '1:22 attribute-unknown: dogs[0].colour has no effect; known are name, legs, chip, tricks, barks',
    ])
    expect(read('{ name: Rex, paws: 3 }').found).toEqual(['1:20 attribute-unknown: dogs[0].paws has no effect; Use legs.'])
    expect(read('{ name: Rex, constructor: 3 }').found).toEqual([expect.stringMatching(/^1:27 attribute-unknown/)])
  })

  test('a missing required attribute, also where it is null', () => {
    expect(read('{ legs: 3 }').found).toEqual(['1:1 attribute-missing: dogs[0] needs `name`: How to call it.'])
    expect(read('{ name: ~ }').found).toEqual(['1:9 attribute-missing: dogs[0] needs `name`: How to call it.'])
    expect(read("{ name: '' }").found).toEqual(['1:9 attribute-missing: dogs[0] needs `name`: How to call it.'])
  })

  test('a misfit is reported at its place and counts as absent', () => {
    const { fields, found } = read('name: Rex\nlegs: many\n')
    expect(found).toEqual(['2:7 value-type: dogs[0].legs must be an integer, not `many`'])
    expect([fields?.get('legs'), fields?.has('legs')]).toEqual([4, false])
  })

  test('a required attribute that does not fit is not missing too', () => {
    expect(read('name: yes').found).toEqual(['1:7 value-type: dogs[0].name must be text, and YAML reads `yes` as true: put it in quotes'])
  })

  test('the shorthand', () => {
    const { fields, found } = read('Rex')
    expect(found).toEqual([])
    expect([fields?.get('name'), fields?.where('name').from.column]).toEqual(['Rex', 1])
  })

  test.each([
    ['~', 'dogs[0] must be a map or a name'],
    ['[a]', 'dogs[0] must be a map or a name'],
  ])('%s is no object', (text, message) => {
    expect(read(text)).toEqual({ fields: undefined, found: [`1:1 value-type: ${message}`] })
  })

  test('without a shorthand a word is no object', () => {
    expect(read('Tom', cat as unknown as typeof dog).found).toEqual(['1:1 value-type: dogs[0] must be a map'])
  })

  test('a secret is not shown', () => {
    expect(read('{ name: Rex, chip: 0777 }').found.join()).not.toContain('777')
  })
})
