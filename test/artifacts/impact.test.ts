import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compileValid } from '../compile.js'

const deployments = 'fixtures/deployments'

test.each(readdirSync(deployments).filter((name) => name.endsWith('.yml')))('%s: an installer knows what each changed file needs', (name) => {
  // The inventories say themselves what their machines are.
  const { files } = compileValid(readFileSync(join(deployments, name), 'utf8'), { facts: '{}' })
  const wrong = files.filter(({ impact: { action, unit, how } }) => {
    if (action === 'reload' || action === 'restart') return !/^[\w@.-]+\.service$/.test(unit ?? '')
    return unit !== undefined || (action === 'manual' && how === undefined)
  })
  expect(wrong.map(({ path, impact }) => [path, impact])).toEqual([])
})
