import { describe, expect, test } from 'vitest'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js'
import { frame } from '../../src/report/frame.js'
import { coloured } from '../../src/report/paint.js'
import { Source } from '../../src/source/source.js'
import { Span } from '../../src/source/span.js'

/** A finding at the text between « and ». */
function at(marked: string, more: Partial<Diagnostic> = {}): Diagnostic {
  const [start, end] = [marked.indexOf('«'), marked.indexOf('»') - 1]
  return { code: 'odd', severity: 'error', message: 'm', at: new Span(new Source('x.yml', marked.replace(/[«»]/g, '')), start, end), related: [], ...more }
}

/** The lines below the message. */
function picture(finding: Diagnostic, secrets: readonly Span[] = [], width?: number): string {
  return frame(finding, { secrets, ...(width === undefined ? {} : { width }) })
    .split('\n')
    .slice(1)
    .join('\n')
}

describe('frame', () => {
  test('the line and carets below the value', () => {
    expect(frame(at('a: 1\nb: «two»\nc: 3\n'), { secrets: [] })).toBe('x.yml:2:4: error[odd]: m\n2 | b: two\n  |    ^^^')
  })

  test('related places, possibly of another file, and the hint', () => {
    const other = new Span(new Source('y.yml', `${'\n'.repeat(99)}there`), 99, 104)
    expect(frame(at('«a»: 1', { related: [{ at: other, message: 'before' }], hint: 'go' }), { secrets: [] })).toBe(
      ['x.yml:1:1: error[odd]: m', '  1 | a: 1', '    | ^', '    = y.yml:100:1: before', '100 | there', '    | -----', '    = hint: go'].join('\n'),
    )
  })

  test.each([
    ['an empty span still gets a caret', 'a: «»', '1 | a:\n  |    ^'],
    ['a span of several lines ends with its first line', 'a: «|\n  b\n»', '1 | a: |\n  |    ^'],
    ['Windows line ends', 'a: «b»\r\n', '1 | a: b\n  |    ^'],
    ['tabs are blanks', 'a:\t«b»', '1 | a:    b\n  |       ^'],
    ['wide characters take two columns', '日本: «本»', '1 | 日本: 本\n  |       ^^'],
    ['a pair of surrogates is one character', '🐘: «x»', '1 | 🐘: x\n  |     ^'],
    ['an escape sequence is not sent to the terminal', 'a: «\x1b[31mx»', '1 | a: ␛[31mx\n  |    ^^^^^^'],
    ['nor a mark that turns the text around', 'a: «\u202ex»', '1 | a: \ufffdx\n  |    ^^'],
    ['nothing to show', '«»\n', ''],
  ])('%s', (_, marked, expected) => {
    expect(picture(at(marked))).toBe(expected)
  })

  test('a long line is cut around the value', () => {
    const [code = '', carets = ''] = picture(at(`${'x'.repeat(300)}«here»${'y'.repeat(300)}`), [], 40).split('\n')
    expect(code).toMatch(/^1 \| \.\.\.x+here y*\.\.\.$|^1 \| \.\.\.x+herey+\.\.\.$/)
    expect(code.length).toBe('1 | '.length + 46)
    expect(code.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('here')
  })

  test('a line that holds a whole inventory is cut in the same way, in no more time for each finding', () => {
    const line = `{"password": "hush-hush", ${'"x": 1, '.repeat(20_000)}"a": «"b"», "token": "whisper", ${'"y": 2, '.repeat(20_000)}"z": 3}`
    const finding = at(line)
    const begin = line.indexOf('"hush')
    const secrets = [new Span(finding.at.source, begin, begin + 11)]
    expect(picture(finding, secrets, 40)).toBe('1 | ... "x": 1, "x": 1, "a": "b", "token": ●●●●...\n  |                          ^^^')
    for (let again = 0; again < 2000; again++) picture(finding, secrets, 40)
  })

  test('a value longer than the cut is underlined as far as it is shown', () => {
    const [code = '', carets = ''] = picture(at(`a: «${'x'.repeat(300)}»`), [], 40).split('\n')
    expect(carets.length).toBeLessThanOrEqual(code.length)
  })

  test('colour goes around the words and changes none of them', () => {
    const finding = at('a: «b»', { hint: 'go' })
    const painted = frame(finding, { secrets: [], paint: coloured })
    expect(painted).toContain('\x1b[1;31merror[odd]\x1b[0m')
    expect(painted.replace(/\x1b\[[0-9;]*m/g, '')).toBe(frame(finding, { secrets: [] }))
  })
})

describe('masks', () => {
  test('a credential beside the value, and the carets stay below the value', () => {
    const finding = at('{ password: hunter2, role: «x» }')
    expect(picture(finding, [new Span(finding.at.source, 12, 19)])).toBe('1 | { password: ●●●●, role: x }\n  |                         ^')
  })

  test('the value itself, whatever its length', () => {
    const finding = at('p: «"a very long secret"»')
    expect(picture(finding, [finding.at])).toBe('1 | p: ●●●●\n  |    ^^^^')
  })

  test('every line of a block', () => {
    const source = new Source('x', 'p: |\n  one\n  two\n')
    expect(picture({ ...at('«»x'), at: new Span(source, 5, 10) }, [new Span(source, 3, 17)])).toBe('2 | ●●●●\n  | ^^^^')
  })

  test('what a comment gives away', () => {
    expect(picture(at('a: «b» # was password: hunter2'))).toBe('1 | a: b # was password: ●●●●\n  |    ^')
    expect(picture(at('a: «b» # nothing special'))).toContain('nothing special')
  })

  test('a key that a later one replaces', () => {
    expect(picture(at('«password»: hunter2'))).toBe('1 | password: ●●●●\n  | ^^^^^^^^')
  })

  test('not the places of other files', () => {
    expect(picture(at('a: «b»'), [new Span(new Source('y', 'a: b'), 0, 4)])).toContain('a: b')
  })
})
