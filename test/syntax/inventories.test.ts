import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { read, scalars } from './read.js'

const folder = fileURLToPath(new URL('../../../shared/conformance/inventories/', import.meta.url))
const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yml')) : []

describe.skipIf(names.length === 0)('real inventories', () => {
  test.each(names)('%s parses without a finding of severity error, and every plain scalar stands where its span says', (name) => {
    const text = readFileSync(folder + name, 'utf8')
    const { node, found } = read(text)
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(node?.kind).toBe('mapping')
    if (node !== undefined) {
      for (const { at, text: value } of scalars(node)) {
        const written = text.slice(at.start, at.end)
        if (!/^["'|>]/.test(written)) expect(written).toBe(value)
      }
    }
  })
})
