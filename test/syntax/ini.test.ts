import { describe, expect, test } from 'vitest'
import { Sink } from '../../src/diagnostics/sink.js'
import { Source } from '../../src/source/source.js'
import type { Span } from '../../src/source/span.js'
import { type IniSection, parseIni } from '../../src/syntax/ini.js'
import { toPlain } from '../../src/syntax/node.js'

function parse(text: string): { sections: unknown[]; places: string[] } {
  const sink = new Sink()
  const sections = parseIni(new Source('i', text), sink)
  return { sections: sections.slice(1).map(plain), places: sink.list().map(({ at, message }) => `${at} ${message}`) }
}

function plain(section: IniSection): unknown {
  const name = section.group.text
  if (section.kind === 'children') return [name, section.children.map(({ text }) => text)]
  if (section.kind === 'vars') return [name, Object.fromEntries(section.variables.map((entry) => [entry.name, toPlain(entry.value)]))]
  return [
    name,
    ...section.hosts.map(({ pattern, variables }) => [pattern.text, ...variables.map((entry) => `${entry.name}=${JSON.stringify(toPlain(entry.value))}`)]),
  ]
}

describe('INI inventories', () => {
  test('sections, comments, hosts, children and variables', () => {
    const text = `
[db]  # comment
; comment
  db[1:2]:2222 a=1 b="two words" c="'5'" # comment
[all:children] #x
db # comment
[db:vars]
 x = [1, 'a'] # five
y=text # is text
z =
`
    expect(parse(text)).toEqual({
      sections: [
        ['db', ['db[1:2]:2222', 'a=1', 'b="two words"', 'c="5"']],
        ['all', ['db']],
        ['db', { x: [1, 'a'], y: 'text # is text', z: '' }],
      ],
      places: [],
    })
  })

  test('places are exact, also behind the quotes of a shell', () => {
    const text = `h k="[1, 2]" l=x\\ y\n[g:vars]\n  name =  'value'  \n`
    const [first, second] = parseIni(new Source('i', text), new Sink())
    const shown = ({ start, end }: Span): string => text.slice(start, end)
    const [k, l] = first?.kind === 'hosts' ? (first.hosts[0]?.variables ?? []) : []
    expect([k?.key.at, k?.value.at, l?.key.at, l?.value.at].map((at) => at && shown(at))).toEqual(['k', '[1, 2]', 'l', 'x\\ y'])
    expect(k?.value.kind === 'sequence' && k.value.items.map(({ at }) => shown(at))).toEqual(['1', '2'])
    const [name] = second?.kind === 'vars' ? second.variables : []
    expect([name?.key.at, name?.value.at].map((at) => at && shown(at))).toEqual(['name', "'value'"])
    expect(`${name?.value.at}`).toBe('i:3:11')
  })

  test.each([
    ['[a b]', 'i:1:1 [a b] is no section'],
    ['[a:wars]', 'i:1:4 a section of group `a` is [a], [a:vars] or [a:children]'],
    ['h word', 'i:1:3 a host is followed by key=value'],
    ['h a="x', 'i:1:5 this quote is not closed'],
    ['all:', 'i:1:1 `all:` is no host'],
    ['---', 'i:1:1 `---` is no host'],
    ["''", 'i:1:1 a host needs a name'],
    ['[a:vars]\nx', 'i:2:1 a line of a :vars section is key=value'],
    ['[a:children]\nx y', 'i:2:1 a line of a :children section is the name of one group'],
    ['[a:vars]\nx = {1, 2}', 'i:2:5 the value of x is a set in Python'],
    ["[a:vars]\nx = b'y'", 'i:2:5 the value of x is a byte string'],
    ['[a:vars]\nx = {{ 5 }}', 'i:2:5 the value of x has a list or map where Python takes none'],
  ])('%j', (text, place) => {
    const { places } = parse(text)
    expect(places).toHaveLength(1)
    expect(places[0]).toContain(place)
  })
})
