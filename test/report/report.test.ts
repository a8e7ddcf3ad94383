import { describe, expect, test } from 'vitest'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js'
import { summary } from '../../src/report/summary.js'
import { counted, diagnosticText, tally } from '../../src/report/text.js'
import { Source } from '../../src/source/source.js'
import { Span } from '../../src/source/span.js'
import { compileText, compileValid, minimal } from '../compile.js'

const source = new Source('dir/x.yml', 'one\ntwo\n')
const finding: Diagnostic = { code: 'some-code', severity: 'warning', message: 'it is odd', at: new Span(source, 5, 6), related: [] }

describe('text', () => {
  test('one line, as editors and CI systems read it', () => {
    expect(diagnosticText(finding)).toBe('dir/x.yml:2:2: warning[some-code]: it is odd')
  })

  test('related places and the hint are indented below', () => {
    expect(diagnosticText({ ...finding, related: [{ at: new Span(source, 0, 1), message: 'the other' }], hint: 'remove one' })).toBe(
      'dir/x.yml:2:2: warning[some-code]: it is odd\n    dir/x.yml:1:1: the other\n    hint: remove one',
    )
  })

  test('tally', () => {
    expect(tally([])).toBe('')
    expect(tally([finding, { ...finding, severity: 'error' }, finding])).toBe('1 error, 2 warnings')
    expect(tally([{ ...finding, severity: 'note' }])).toBe('1 note')
    expect([0, 1, 2].map((count) => counted(count, 'host'))).toEqual(['0 hosts', '1 host', '2 hosts'])
  })
})

describe('summary', () => {
  test('counts what was made', () => {
    const compiled = compileValid(minimal())
    expect(summary(compiled, compiled.files)).toBe(`2 hosts, 1 cluster, 1 instance: ${counted(compiled.files.length, 'file')}`)
  })

  test('of nothing', () => {
    expect(summary(compileText('- 1'))).toBe('nothing compiled')
  })
})
