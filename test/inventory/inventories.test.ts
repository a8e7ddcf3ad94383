import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { resolve } from './resolve.js'

/** Inventories of real deployments; not part of this repository. */
const folder = '../shared/conformance/inventories'

describe.skipIf(!existsSync(folder))('inventories of real deployments resolve', () => {
  const names = existsSync(folder) ? readdirSync(folder) : []

  test.each(names)('%s', (name) => {
    const { inventory, found } = resolve(readFileSync(`${folder}/${name}`, 'utf8'))
    expect(found.filter(({ severity }) => severity === 'error').map(({ at, message }) => `${at} ${message}`)).toEqual([])
    expect(inventory?.hosts.size).toBeGreaterThan(0)
  })
})
