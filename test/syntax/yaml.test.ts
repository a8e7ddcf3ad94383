import { describe, expect, it, test } from 'vitest'
import { invariant } from '../../src/diagnostics/invariant.js'
import { read, scalars } from './read.js'

function slices(text: string): string[] {
  const { node, found } = read(text)
  expect(found).toEqual([])
  invariant(node !== undefined, 'the text has a document')
  return [...scalars(node)].map(({ at }) => text.slice(at.start, at.end))
}

describe('positions', () => {
  const text = 'all:\n  "a b": \'it\'\'s\'   # comment\n  list: [ one, "two" , {k: v, e: } ]\n  - x\n'.replace('  - x\n', '')
  const written = ['all', '"a b"', "'it''s'", 'list', 'one', '"two"', 'k', 'v', 'e', '']

  it('are those of the scalar as written, with its quotes, also in flow collections', () => expect(slices(text)).toEqual(written))
  it('hold with CRLF line ends', () => expect(slices(text.replaceAll('\n', '\r\n'))).toEqual(written))
  it('hold after a byte-order mark', () => expect(slices(`\uFEFF${text}`)).toEqual(written))

  it('of a block scalar begin at its header', () => {
    const { node, plain } = read('a: |-\r\n  one\r\n   two\r\nb: >\r\n  three\r\n  four\r\n')
    expect(plain).toEqual({ a: 'one\n two', b: 'three four\n' })
    const entry = node?.kind === 'mapping' ? node.entries.get('b') : undefined
    expect(String(entry?.value.at)).toBe('inventory.yml:4:4')
  })

  it('of a collection cover it', () => {
    const { node } = read('a: [1, 2]\n')
    const value = node?.kind === 'mapping' ? node.entries.get('a')?.value : undefined
    expect([value?.at.start, value?.at.end]).toEqual([3, 9])
  })
})

describe('documents', () => {
  test.each(['', '\n', '# only a comment\n', '---\n', '---\n...\n', '\uFEFF', '# one\n\n# two'])('%j is empty', (text) => {
    expect(read(text)).toMatchObject({ node: undefined, found: [] })
  })
  test.each(['a: 1\n...\n', 'a: 1\n...\n# after\n', '---\na: 1\n# after\n...\n\n', '%YAML 1.1\n---\na: 1\n', 'a: 1\n---\n'])('%j is one document', (text) => {
    expect(read(text)).toMatchObject({ plain: { a: 1 }, found: [] })
  })
  it('an explicit null is a document', () => expect(read('~').plain).toBeNull())
  it('a second one is an error at its beginning', () => {
    expect(read('a: 1\n---\nb: 2\n---\nc: 3\n')).toMatchObject({ plain: { a: 1 }, places: ['3:1 yaml-multiple-documents'] })
  })
})

describe('scalars', () => {
  it('are strings when quoted or in a block', () => {
    expect(read(`["1", 'yes', "", 1, yes, ]`).plain).toEqual(['1', 'yes', '', 1, true])
    expect(read('a: |\n  1\n').plain).toEqual({ a: '1\n' })
  })
  it('keep what was written', () => {
    const { node } = read('[0123, "a\\tb"]')
    expect(node === undefined ? [] : [...scalars(node)].map(({ text, type }) => [text, type])).toEqual([
      ['0123', 'int'],
      ['a\tb', 'string'],
    ])
  })
  it('follow their tags', () => {
    expect(read('[!!str 1, !!int "2", !!float 3, !!bool "on", !!null x, !unsafe "{{ x }}", ! 7]').plain).toEqual(['1', 2, 3, true, null, '{{ x }}', '7'])
  })
  it('that cannot be read are errors that do not show the value', () => {
    const { places, found } = read('a: 2030-02-30\nb: !!int s3cret\nc: =\n=: 1\nd: !!str [1]\n')
    expect(places).toEqual(['1:4 yaml-scalar', '2:10 yaml-scalar', '3:4 yaml-scalar', '5:10 yaml-scalar'])
    expect(found.map(({ message }) => message).join()).not.toContain('s3cret')
  })
  it('with an unknown tag are errors at the tag', () => {
    expect(read('a: !secret x\nb: !!set {x}\nc: !!binary aGk=\n').places).toEqual(['1:4 yaml-unknown-tag', '2:4 yaml-unknown-tag', '3:4 yaml-unknown-tag'])
  })
})

test('lines in brackets may be indented anyhow', () => {
  const text = 'a:\n  b: [ {x: 1}, # one ]\n  {y: "]\\""},\r\nz\n]\nc: {\nd: 1 }\n'
  expect(read(text)).toMatchObject({ plain: { a: { b: [{ x: 1 }, { y: ']"' }, 'z'] }, c: { d: 1 } }, found: [] })
  expect(slices(text)).toEqual(['a', 'b', 'x', '1', 'y', '"]\\""', 'z', 'c', 'd', '1'])
})

describe('keys', () => {
  it('repeated: the last value counts, in the place of the first', () => {
    const { plain, places, found } = read('a: 1\nb: 2\n"a": 3\n')
    expect(JSON.stringify(plain)).toBe('{"a":3,"b":2}')
    expect(places).toEqual(['3:1 yaml-duplicate-key'])
    expect(found[0]?.message).toContain('"a"')
    expect(String(found[0]?.related[0]?.at)).toBe('inventory.yml:1:1')
  })
  it('that are not strings go by what was written', () => expect(read('{0123: a, yes: b, 1.0: c}').plain).toEqual({ '0123': 'a', yes: 'b', '1.0': 'c' }))
  it('without a value are null', () => expect(read('{a, b: 1}').plain).toEqual({ a: null, b: 1 }))
  it('that are collections are errors', () => {
    const { places, found } = read('a: {{ template }}\nb:\n  [x]: 1\n')
    expect(places).toEqual(['1:5 yaml-complex-key', '3:3 yaml-complex-key'])
    expect(found[0]?.message).toContain('template')
  })
})

describe('anchors', () => {
  it('share one node', () => {
    const { node, plain } = read('a: &x [1]\nb: *x\n')
    expect(plain).toEqual({ a: [1], b: [1] })
    invariant(node?.kind === 'mapping', 'the document is a mapping')
    expect(node.entries.get('b')?.value).toBe(node.entries.get('a')?.value)
  })
  it('do not explode', () => {
    const lines = ['a0: &a0 [x]']
    for (let i = 1; i < 60; i++)
      lines.push(
        `a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
      )
    expect(read(lines.join('\n')).found).toEqual([])
  })
  test.each([
    ['a: *nowhere\n', '1:4 yaml-alias'],
    ['a: &x [*x]\n', '1:8 yaml-alias'],
    ['a: &x {<<: *x}\n', '1:12 yaml-alias'],
    ['a: &x 1\nb: &x 2\n', '2:7 yaml-alias'],
    ['a: &x 1\nb: &y *x\n', '2:7 yaml-alias'],
  ])('%j is an error', (text, place) => expect(read(text).places).toEqual([place]))
})

describe('merge keys', () => {
  const base = 'x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2}\n'
  it('take a map, an alias or a list; explicit keys win, then the earlier of the list; merged entries come first', () => {
    const merged = (text: string) => JSON.stringify((read(base + text).plain as Record<string, unknown>).z)
    expect(merged('z: {c: 3, <<: *x}')).toBe('{"a":1,"b":1,"c":3}')
    expect(merged('z: {a: 3, <<: *x}')).toBe('{"a":3,"b":1}')
    expect(merged('z: {<<: {q: 1}}')).toBe('{"q":1}')
    expect(merged('z: {<<: [*x, *y]}')).toBe('{"b":1,"c":2,"a":1}')
    expect(merged('z: {<<: *x, <<: *y}')).toBe('{"a":1,"b":2,"c":2}')
  })
  it('do not hide a key that is repeated, nor what they replace', () => {
    const { node, places } = read(`${base}z: {a: 5, <<: *x, a: 6}\n`)
    expect(places).toEqual(['3:19 yaml-duplicate-key'])
    const z = node?.kind === 'mapping' ? node.entries.get('z')?.value : undefined
    expect(z?.kind === 'mapping' ? z.replaced?.map(({ value }) => String(value.at)) : undefined).toEqual(['inventory.yml:1:11', 'inventory.yml:3:8'])
  })
  it('keep the position of an entry where it is written', () => {
    const { node } = read(`${base}z:\n  <<: *y\n`)
    const z = node?.kind === 'mapping' ? node.entries.get('z')?.value : undefined
    expect(z?.kind === 'mapping' ? String(z.entries.get('c')?.value.at) : '').toBe('inventory.yml:2:17')
  })
  it('are ordinary keys when quoted', () => expect(read('{"<<": 1}')).toMatchObject({ plain: { '<<': 1 }, found: [] }))
  test.each([
    ['<<: 1', '1:5 yaml-merge'],
    ['<<:', '1:4 yaml-merge'],
    ['<<: [{a: 1}, 2]', '1:14 yaml-merge'],
  ])('%j is an error', (text, place) => expect(read(text).places).toEqual([place]))
})
