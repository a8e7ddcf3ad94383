import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Compiler } from '../../src/playground/compiler.js'
import { maskedText } from '../../src/playground/files/masked.js'

describe.each(['single', 'trio', 'citus'])('the files of %s', (name) => {
  const { state } = new Compiler().compile(readFileSync(`fixtures/deployments/${name}.yml`, 'utf8'))
  const words = state?.words.filter((word) => word.length >= 8) ?? []

  test('show no credential of the inventory', () => {
    const shown = state?.files.map((file) => maskedText(file, [state])).join('\n') ?? ''
    expect(words.filter((word) => shown.includes(word))).toEqual([])
  })

  test('had some, and keep the lines around them', () => {
    const secret = state?.files.filter((file) => file.secret) ?? []
    expect(words.some((word) => secret.some(({ text }) => text.includes(word)))).toBe(true)
    for (const file of secret) expect(maskedText(file, [state]).split('\n')).toHaveLength(file.text.split('\n').length)
  })
})
