import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compile } from '../../src/compile.js'
import { diagnosticText } from '../../src/report/text.js'
import { Source } from '../../src/source/source.js'
import { expectGolden } from './tree.js'

const names = readdirSync('fixtures/deployments').map((file) => file.replace(/\.yml$/, ''))

describe('golden trees', () => {
  test.each(names)('%s', (name) => {
    const path = `fixtures/deployments/${name}.yml`
    const result = compile({ inventories: [new Source(path, readFileSync(path, 'utf8'))] })
    expect(result.diagnostics.filter(({ severity }) => severity === 'error').map(diagnosticText)).toEqual([])
    const tree = new Map(result.files.map((file) => [`hosts/${file.host}${file.path}`, file.text]))
    tree.set('manifest.json', result.manifest)
    tree.set('findings.txt', result.diagnostics.map((diagnostic) => `${diagnosticText(diagnostic)}\n`).join(''))
    expectGolden(`golden/deployments/${name}`, tree)
  })

  test('every golden tree has its fixture', () => {
    expect(readdirSync('golden/deployments').sort()).toEqual([...names].sort())
  })
})
