import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quoteHaproxyWords } from '../../src/emit/quote/haproxy.js'
import { balanceWords, haproxyWords, serverWords } from '../../src/model/haproxy-words.js'

test.each<[string, string[]]>([
  ['check port 8008', ['check', 'port', '8008']],
  ['  a\t b ', ['a', 'b']],
  [`'a b' "c d" e\\ f`, ['a b', 'c d', 'e f']],
  ["it\\'s a'#'b", ["it's", 'a#b']],
  ['use-service x if { path /m }', ['use-service', 'x', 'if', '{', 'path', '/m', '}']],
  ['reg \\d+', ['reg', '\\d+']],
  ['', []],
])('%j', (text, words) => {
  expect(haproxyWords(text)).toEqual({ words })
})

test.each(["it's", 'a "b', 'a # b', '"$HOME"', 'a\\nb', "a ''"])('%j is refused', (text) => {
  expect(haproxyWords(text)).toHaveProperty('problem')
})

test('words that were quoted are read as they were', () => {
  const word = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !/[\n\r\0\uD800-\uDFFF]/.test(text))
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), (words) => {
      expect(haproxyWords(quoteHaproxyWords(words))).toEqual({ words })
    }),
  )
})

test.each(['inter 0.5s', 'inter soon', 'fastinter', 'rise 0', 'weight 300', 'maxconn many', 'check port 70000'])(
  'KD-78: %j is nothing that HAProxy can read',
  (text) => {
    expect(serverWords(text)).toHaveProperty('problem')
  },
)

test.each(['inter 500ms fastinter 1s downinter 5s rise 3 fall 3 slowstart 0 weight 0', 'check-ssl ca-file /etc/pki/ca.crt check port 9000'])('%j', (text) => {
  expect(serverWords(text)).toEqual({ words: text.split(' ') })
})

test('an algorithm that HAProxy does not know is refused, one with arguments is not', () => {
  expect(balanceWords('hdr(User-Agent)')).toEqual({ words: ['hdr(User-Agent)'] })
  expect(balanceWords('fairly')).toHaveProperty('problem')
})
