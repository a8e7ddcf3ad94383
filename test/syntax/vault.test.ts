import { describe, expect, test } from 'vitest'
import { Sink } from '../../src/diagnostics/sink.js'
import { Source } from '../../src/source/source.js'
import { readEnvelope, unseal } from '../../src/syntax/vault.js'
import { parseYaml } from '../../src/syntax/yaml.js'
import { locked, lockedText, seal } from '../vault.js'

const hex = (text: string): string => Buffer.from(text).toString('hex')
const body = (...parts: readonly string[]): string => `$ANSIBLE_VAULT;1.1;AES256\n${hex(parts.join('\n'))}\n`

describe('an envelope', () => {
  test('of format 1.1 and 1.2, whatever its line ends and indentation', () => {
    expect(readEnvelope(locked)).toMatchObject({ salt: new Uint8Array(32).fill(0x5a), hmac: new Uint8Array(32) })
    expect(readEnvelope(locked.replaceAll('\n', '\r\n').replace(/^/gm, '    '))).toEqual(readEnvelope(locked))
    expect(readEnvelope(seal('x', 'p', 'prod'))).toMatchObject({ label: 'prod' })
  })

  test.each<[string, string, RegExp]>([
    ['no header', 'hunter2', /does not begin with/],
    ['an empty text', '', /does not begin with/],
    ['format 1.0', locked.replace('1.1', '1.0'), /format other than/],
    ['a later format', locked.replace('1.1', '2.0'), /format other than/],
    ['another cipher', locked.replace('AES256', 'AES'), /cipher other than/],
    ['no body', '$ANSIBLE_VAULT;1.1;AES256\n', /truncated/],
    ['bad hex', locked.replace(/5\n$/, 'x\n').replace('35', 'zz'), /no hexadecimal/],
    ['an odd digit', locked.trim().slice(0, -1), /damaged or truncated/],
    ['half of it', locked.slice(0, locked.length / 2), /damaged or truncated/],
    ['no ciphertext', body('5a', '00'.repeat(32)), /damaged or truncated/],
    ['an empty ciphertext', body('5a', '00'.repeat(32), ''), /damaged or truncated/],
    ['half a block', body('5a', '00'.repeat(32), '0f'), /damaged or truncated/],
    ['a short checksum', body('5a', '00', '0f'.repeat(16)), /damaged or truncated/],
    ['inner bad hex', body('5a', '00'.repeat(32), 'zz'.repeat(16)), /damaged or truncated/],
  ])('%s', (_, text, message) => {
    expect(readEnvelope(text)).toMatch(message)
  })
})

describe('a text that nobody can read', () => {
  test('is one word, the same for the same ciphertext, and nothing more is said about it', () => {
    const sink = new Sink()
    const root = parseYaml(new Source('x.yml', `a: !vault |\n  ${locked.replaceAll('\n', '\n  ')}\n`), sink)
    expect(root).toMatchObject({ kind: 'mapping' })
    const value = root?.kind === 'mapping' ? root.entries.get('a')?.value : undefined
    expect(value).toMatchObject({ type: 'vault', value: lockedText, text: lockedText, encrypted: true })
    expect(lockedText).toMatch(/^\w+$/)
    if (value !== undefined) sink.report({ code: 'x', severity: 'error', summary: '' }, value.at, 'wrong')
    if (value !== undefined) sink.report({ code: 'y', severity: 'error', summary: '', ofOpaque: true }, value.at, 'opaque')
    expect(sink.list().map(({ code }) => code)).toEqual(['y'])
  })

  test('a whole file is one', () => {
    const sink = new Sink()
    expect(unseal(new Source('x.yml', locked), sink, undefined)).toBeUndefined()
    expect(parseYaml(new Source('x.yml', locked), sink)).toMatchObject({ kind: 'scalar', type: 'vault', value: lockedText })
    expect(sink.list()).toEqual([])
  })
})

test('a decrypted file has places of its own, and none of them is a place in the file', () => {
  const sink = new Sink()
  const bytes = new TextEncoder().encode('a: 1\nb: {\n')
  const source = unseal(new Source('x.yml', locked), sink, () => ({ bytes }))
  expect(source).toMatchObject({ name: 'x.yml', sealed: true, text: 'a: 1\nb: {\n' })
  parseYaml(new Source('x.yml', locked), sink, () => ({ bytes }))
  const [found] = sink.list()
  expect(String(found?.at)).toBe('x.yml (decrypted):2:4')
  expect(found?.at.from).toEqual({ line: 1, column: 1 })
})

test('what is no UTF-8 is said to be none', () => {
  const sink = new Sink()
  parseYaml(new Source('x.yml', locked), sink, () => ({ bytes: Uint8Array.of(0xff) }))
  expect(sink.list().map(({ code, message }) => `${code}: ${message}`)).toEqual(['vault-unreadable: this vault holds no UTF-8 text'])
})
