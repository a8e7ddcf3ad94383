import { expect, test } from 'vitest'
import { printable } from '../../src/diagnostics/printable.js'
import { Sink } from '../../src/diagnostics/sink.js'
import { Source } from '../../src/source/source.js'
import { Span } from '../../src/source/span.js'

test.each([
  ['plain words, é, 漢 and 😀', 'plain words, é, 漢 and 😀'],
  ['a\nb\r\n\tc', 'a\\nb\\r\\n\\tc'],
  ['\0\x1b[31m', '\\u{0}\\u{1b}[31m'],
  ['admin\u202e\u200b', 'admin\\u{202e}\\u{200b}'],
  ['half \ud800', 'half \\u{d800}'],
])('%j', (text, shown) => {
  expect(printable(text)).toBe(shown)
})

test('no finding steers a terminal, in its hint and related places neither', () => {
  const sink = new Sink()
  const at = new Span(new Source('i.yml', 'x'), 0, 1)
  sink.report({ code: 'x', severity: 'error', summary: '' }, at, 'a\x07b', { hint: 'c\rd', related: [{ at, message: 'e\x9bf' }] })
  expect(sink.list()).toMatchObject([{ message: 'a\\u{7}b', hint: 'c\\rd', related: [{ message: 'e\\u{9b}f' }] }])
})
