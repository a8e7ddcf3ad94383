import { expect, test } from 'vitest'
import { parameters, secretNames } from '../../../src/catalog/catalog.js'
import { compile } from '../../../src/compile.js'
import { maskedFiles } from '../../../src/report/page/masked.js'
import { Source } from '../../../src/source/source.js'
import { minimal } from '../../compile.js'

/** The passwords that a system has whose inventory sets none, without those that are words of other use: everybody knows them. */
const defaults = [...secretNames].flatMap((name) => {
  const { type, default: standard } = parameters[name]
  return type === 'password' && typeof standard === 'string' && standard.length >= 8 ? [standard] : []
})

test('what a credential has by default is shown no more than one that is set', () => {
  const input = { inventories: [new Source('inventory.yml', minimal().replace(/^ *\w+_password: .*\n/gm, ''))] }
  const compilation = compile(input)
  const textOf = (files: readonly { readonly text: string }[]): string => files.map(({ text }) => text).join('\n')
  const used = defaults.filter((word) => textOf(compilation.files).includes(word))
  expect(used.length).toBeGreaterThan(2)
  const masked = maskedFiles(input, compilation)
  expect(masked.map(({ host, path }) => `${host}:${path}`)).toEqual(compilation.files.flatMap(({ secret, host, path }) => (secret ? [`${host}:${path}`] : [])))
  expect(used.filter((word) => textOf(masked).includes(word))).toEqual([])
})
