import { expect, test } from 'vitest'
import { Sink } from '../../src/diagnostics/sink.js'
import { Source } from '../../src/source/source.js'
import { parseDocument } from '../../src/syntax/document.js'

function found(text: string): string[] {
  const sink = new Sink()
  parseDocument(new Source('inventory.yml', text), sink)
  return sink.list().map(({ code, at, message }) => `${at} ${code} ${message}`)
}

const said = 'yaml-character this text has half of a surrogate pair, which no file can hold: write both halves, or the character itself'

test.each([
  ['JSON', String.raw`{"a": ["x\ud800y", "b"], "c\uDC00": 1}`, ['inventory.yml:1:8', 'inventory.yml:1:26']],
  ['YAML', 'a:\n  - "x\\uD83Dy"\n', ['inventory.yml:2:5']],
  ['a repeated alias', 'a: &x "\\ud83d"\nb: *x\n', ['inventory.yml:1:7']],
])('half of a pair in %s is an error at its scalar', (_, text, places) => {
  expect(found(text)).toEqual(places.map((place) => `${place} ${said}`))
})

test.each([String.raw`{"a": "\ud83d\ude00"}`, 'a: 😀\n', "a: '\\ud800'\n"])('%s has whole characters only', (text) => {
  expect(found(text)).toEqual([])
})
