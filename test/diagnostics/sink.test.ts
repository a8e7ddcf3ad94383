import { describe, expect, test } from 'vitest'
import { defineCodes } from '../../src/diagnostics/diagnostic.js'
import { Bug, invariant } from '../../src/diagnostics/invariant.js'
import { Sink } from '../../src/diagnostics/sink.js'
import { Source } from '../../src/source/source.js'
import { Span } from '../../src/source/span.js'

const codes = defineCodes({
  wrong: { severity: 'error', summary: 'wrong' },
  odd: { severity: 'warning', summary: 'odd', hint: 'look again' },
  new: { severity: 'note', summary: 'new' },
})
const [a, b] = [new Source('a', 'x'.repeat(99)), new Source('b', 'x'.repeat(99))]

describe('sink', () => {
  test('codes carry their key', () => {
    expect(codes.odd).toEqual({ code: 'odd', severity: 'warning', summary: 'odd', hint: 'look again' })
  })

  test('what is concealed after somebody has looked is masked from then on', () => {
    const sink = new Sink()
    sink.conceal([], ['first'])
    sink.report(codes.odd, new Span(a, 1, 2), 'first, second')
    expect(sink.list().map(({ message }) => message)).toEqual(['\u25cf\u25cf\u25cf\u25cf, second'])
    sink.conceal([], ['second'])
    expect(sink.list().map(({ message }) => message)).toEqual(['\u25cf\u25cf\u25cf\u25cf, \u25cf\u25cf\u25cf\u25cf'])
  })

  test('the list is sorted by place, then severity, code and message, whatever the order of reporting', () => {
    const reports = [
      [codes.odd, new Span(b, 1, 2), 'm'],
      [codes.new, new Span(a, 9, 10), 'm'],
      [codes.new, new Span(a, 10, 11), 'm'],
      [codes.wrong, new Span(a, 9, 10), 'n'],
      [codes.wrong, new Span(a, 9, 10), 'm'],
      [codes.odd, new Span(a, 9, 10), 'm'],
    ] as const
    const listed = (order: readonly (typeof reports)[number][]): string[] => {
      const sink = new Sink()
      for (const [code, at, message] of order) sink.report(code, at, message)
      return sink.list().map(({ at, code, message }) => `${at.source.name}${at.start} ${code} ${message}`)
    }
    const expected = ['a9 wrong m', 'a9 wrong n', 'a9 odd m', 'a9 new m', 'a10 new m', 'b1 odd m']
    expect(listed(reports)).toEqual(expected)
    expect(listed([...reports].reverse())).toEqual(expected)
  })

  test('a repetition counts once', () => {
    const sink = new Sink()
    for (let i = 0; i < 3; i++) sink.report(codes.wrong, new Span(a, 1, 2), 'm')
    sink.report(codes.wrong, new Span(a, 1, 2), 'other')
    expect([sink.list().length, sink.count('error'), sink.count('warning')]).toEqual([2, 2, 0])
  })

  test("the hint is the code's, or the finding's own", () => {
    const sink = new Sink()
    sink.report(codes.odd, new Span(a, 1, 2), 'm')
    sink.report(codes.odd, new Span(a, 2, 3), 'm', { hint: 'mine', related: [{ at: new Span(b, 0, 1), message: 'there' }] })
    sink.report(codes.wrong, new Span(a, 3, 4), 'm')
    expect(sink.list().map(({ hint, related }) => [hint, related.length])).toEqual([
      ['look again', 0],
      ['mine', 1],
      [undefined, 0],
    ])
  })
})

describe('credentials', () => {
  const listed = (message: string, texts: readonly string[]): string => {
    const sink = new Sink()
    sink.report(codes.odd, new Span(a, 1, 2), message, { hint: message, related: [{ at: new Span(b, 0, 1), message }] })
    sink.conceal([], texts)
    const [found] = sink.list()
    expect([found?.hint, found?.related[0]?.message]).toEqual([found?.message, found?.message])
    return found?.message ?? ''
  }

  test.each<[string, string[], string]>([
    ['not `hunter2`, please', ['hunter2'], 'not `●●●●`, please'],
    ['hunter2', ['hunter2', 'hunter2 and more'], '●●●●'],
    ['hunter2 and more', ['hunter2', 'hunter2 and more'], '●●●●'],
    ['haproxy_admin_password of haproxy', ['haproxy'], 'haproxy_admin_password of ●●●●'],
    ['a(b[c{d.*+?^$|\\/-e', ['(b[c{d.*+?^$|\\/-e'], 'a●●●●'],
    ['nothing', [], 'nothing'],
  ])('%s without %j', (message, texts, expected) => {
    expect(listed(message, texts)).toBe(expected)
  })

  test('a text betrays what was said to show one', () => {
    const sink = new Sink()
    sink.conceal([], ['quiet'], ['loud'])
    expect([sink.betrays('a loud b'), sink.betrays('quiet'), sink.betrays('')]).toEqual([true, false, false])
  })

  test('of what nobody could read nothing is said, nor where it is one of two places', () => {
    const sink = new Sink()
    sink.overlook(new Span(a, 1, 2))
    sink.report(codes.wrong, new Span(a, 1, 9), 'm')
    sink.report(codes.wrong, new Span(b, 1, 9), 'm', { related: [{ at: new Span(a, 1, 2), message: 'x' }] })
    sink.report({ ...codes.wrong, ofOpaque: true }, new Span(a, 1, 2), 'said')
    sink.report(codes.wrong, new Span(b, 1, 2), 'elsewhere')
    expect(sink.list().map(({ message }) => message)).toEqual(['said', 'elsewhere'])
    expect(sink.hasGap).toBe(false)
    sink.overlookFile(new Span(b, 0, 0))
    expect(sink.hasGap).toBe(true)
  })
})

describe('invariant', () => {
  test('throws a Bug where it does not hold', () => {
    expect(() => invariant(true, 'never')).not.toThrow()
    expect(() => invariant(undefined, 'always')).toThrow(Bug)
    expect(() => invariant('', 'always')).toThrow('always')
  })
})
