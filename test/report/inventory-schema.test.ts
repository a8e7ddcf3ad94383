import { readdirSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { Sink } from '../../src/diagnostics/sink.js'
import { inventorySchema, schemaText } from '../../src/report/inventory-schema.js'
import { Source } from '../../src/source/source.js'
import { toPlain } from '../../src/syntax/node.js'
import { parseYaml } from '../../src/syntax/yaml.js'
import { expectGoldenFile } from '../golden/tree.js'

const schema = inventorySchema()
const validator = new Ajv({ allErrors: true, strict: false }).compile(schema)

function refused(text: string): string[] {
  const node = parseYaml(new Source('x.yml', text), new Sink())
  if (node === undefined) throw new Error('no YAML')
  return validator(toPlain(node)) ? [] : (validator.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`)
}

describe('schema for editors', () => {
  test('schema/inventory.schema.json is what the catalogue says', () => {
    expectGoldenFile('schema/inventory.schema.json', schemaText())
  })

  test.each(readdirSync('fixtures/deployments'))('takes %s', (file) => {
    expect(refused(readFileSync(`fixtures/deployments/${file}`, 'utf8'))).toEqual([])
  })
})
