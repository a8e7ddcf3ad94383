import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quoteShell } from '../../../src/emit/quote/shell.js'
import { readScript } from '../../../src/emit/read/script.js'
import { hostile, printed } from '../hostile.js'

test('the values of a script, whatever it does with them', () => {
  const text = `#!/bin/bash\nset -eu\nreadonly one=1\nreadonly two='it'\\''s $HOME'\nif [[ $one == "$(echo "a b")" ]]; then\n  readonly inner=3\nfi\n`
  expect(readScript(text)).toEqual({ one: '1', two: "it's $HOME" })
})

test('a value that is no assignment, or more than one', () => {
  for (const line of ['readonly one', 'readonly one=1 two=2', 'readonly -a list=x', 'readonly One=1'])
    expect(() => readScript(`#!/bin/bash\n${line}\n`)).toThrow(/script|assignment/)
})

test('a quoted value is read as it was', () => {
  fc.assert(
    fc.property(hostile, (value) => {
      const text = printed(() => quoteShell(value))
      if (text !== undefined) expect(readScript(`readonly value=${text}\n`)).toEqual({ value })
    }),
  )
})
