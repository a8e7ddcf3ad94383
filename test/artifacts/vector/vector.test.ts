import { expect, test } from 'vitest'
import { readEnv } from '../../../src/emit/read/env.js'
import { compileValid, minimal } from '../../compile.js'

test('one directory is one configuration', () => {
  const compiled = compileValid(minimal({ cluster: 'vector_enabled: false' }))
  expect(readEnv(compiled.file('10.10.10.10', '/etc/default/vector'))).toEqual({ VECTOR_OPTS: '--config-dir /etc/vector' })
  expect(compiled.has('10.10.10.11', '/etc/default/vector')).toBe(false)
})
