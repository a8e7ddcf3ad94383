import type { Sink } from '../diagnostics/sink.js'
import type { Source } from '../source/source.js'
import { Span } from '../source/span.js'
import { syntaxCodes } from './codes.js'
import type { Entry, ScalarNode } from './node.js'
import { readPythonLiteral } from './python-literal.js'
import { type ShellWord, splitShellWords } from './shlex.js'

/** A name and its place. */
export interface IniName {
  readonly text: string
  readonly at: Span
}

/** A line of hosts with their variables. */
export interface IniHosts {
  readonly pattern: IniName
  readonly variables: readonly Entry[]
}

/** `[group]`, `[group:children]` or `[group:vars]` with its lines. Hosts before the first section are those of `ungrouped`. */
export type IniSection = { readonly group: IniName } & (
  | { readonly kind: 'hosts'; readonly hosts: IniHosts[] }
  | { readonly kind: 'children'; readonly children: IniName[] }
  | { readonly kind: 'vars'; readonly variables: Entry[] }
)

/** What begins a section, in a line without its outer blanks. */
export const sectionHead = /^\[([^:\]\s]+)(?::(\w+))?\]\s*(?:#.*)?$/

/** Reads the text of an INI inventory as Ansible's ini plugin does: no section continues a line, and values are Python literals or plain text. */
export function parseIni(source: Source, sink: Sink): IniSection[] {
  const sections: IniSection[] = []
  let section: IniSection | undefined = { group: { text: 'ungrouped', at: new Span(source, 0, 0) }, kind: 'hosts', hosts: [] }
  sections.push(section)
  for (const line of linesOf(source)) {
    const { text } = line
    if (text === '' || text.startsWith('#') || text.startsWith(';')) continue
    const head = sectionHead.exec(text)
    if (head !== null) {
      section = readHead(line, head[1] ?? '', head[2], sink)
      if (section !== undefined) sections.push(section)
    } else if (text.startsWith('[') && text.endsWith(']'))
      line.report(sink, 0, text.length, `${text} is no section: write [group], [group:vars] or [group:children], without blanks`)
    else if (section?.kind === 'hosts') readHosts(line, section.hosts, sink)
    else if (section?.kind === 'children') readChild(line, section.children, sink)
    else if (section?.kind === 'vars') readVariable(line, section.variables, sink)
  }
  return sections
}

/** A line without its outer blanks. */
class Line {
  constructor(
    private readonly source: Source,
    private readonly start: number,
    readonly text: string,
  ) {}

  span(from: number, to: number): Span {
    return new Span(this.source, this.start + from, this.start + to)
  }

  report(sink: Sink, from: number, to: number, message: string): void {
    sink.report(syntaxCodes['ini-syntax'], this.span(from, to), message)
  }
}

/** Lines as Python's splitlines has them. */
function* linesOf(source: Source): Generator<Line> {
  for (const { 0: written, index } of source.text.matchAll(/[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+/g)) {
    const text = written.trim()
    yield new Line(source, index + written.indexOf(text), text)
  }
}

function readHead(line: Line, name: string, kind: string | undefined, sink: Sink): IniSection | undefined {
  const group = { text: name, at: line.span(1, 1 + name.length) }
  if (kind === undefined || kind === 'hosts') return { group, kind: 'hosts', hosts: [] }
  if (kind === 'children') return { group, kind, children: [] }
  if (kind === 'vars') return { group, kind, variables: [] }
  line.report(sink, 2 + name.length, 2 + name.length + kind.length, `a section of group \`${name}\` is [${name}], [${name}:vars] or [${name}:children]`)
  return undefined
}

function readHosts(line: Line, hosts: IniHosts[], sink: Sink): void {
  const words = splitShellWords(line.text)
  if ('message' in words) {
    line.report(sink, words.offset, line.text.length, words.message)
    return
  }
  const [first, ...assignments] = words
  if (first === undefined) return
  const trouble = noHost(first.text)
  if (trouble !== undefined) {
    line.report(sink, 0, line.text.length, trouble)
    return
  }
  const pattern = { text: first.text, at: line.span(first.offsets[0] ?? 0, first.offsets.at(-1) ?? 0) }
  hosts.push({ pattern, variables: assignments.flatMap((word) => readHostVariable(line, word, sink) ?? []) })
}

function noHost(name: string): string | undefined {
  if (name === '') return 'a host needs a name'
  if (/:\s*$/.test(name) || name.trim() === '---') return `\`${name}\` is no host: this file is read as INI, and looks like YAML; name it .yml`
  return undefined
}

function readHostVariable(line: Line, { text, offsets }: ShellWord, sink: Sink): Entry | undefined {
  const [from = 0, to = 0] = [offsets[0], offsets.at(-1)]
  const sign = text.indexOf('=')
  if (sign === -1) {
    line.report(sink, from, to, 'a host is followed by key=value, with quotes around a value that has blanks')
    return undefined
  }
  const place = (start: number, end: number): Span => line.span(offsets[start] ?? to, end === start ? (offsets[start] ?? to) : (offsets[end - 1] ?? to) + 1)
  return entryOf(text.slice(0, sign), place(0, sign), text.slice(sign + 1), (start, end) => place(sign + 1 + start, sign + 1 + end), sink)
}

function readChild(line: Line, children: IniName[], sink: Sink): void {
  const name = /^([^:\]\s]+)\s*(?:#.*)?$/.exec(line.text)?.[1]
  if (name === undefined) line.report(sink, 0, line.text.length, 'a line of a :children section is the name of one group')
  else children.push({ text: name, at: line.span(0, name.length) })
}

function readVariable(line: Line, variables: Entry[], sink: Sink): void {
  const sign = line.text.indexOf('=')
  if (sign === -1) {
    line.report(sink, 0, line.text.length, 'a line of a :vars section is key=value')
    return
  }
  const name = line.text.slice(0, sign).trim()
  const value = line.text.slice(sign + 1).trim()
  const from = line.text.length - value.length
  variables.push(entryOf(name, line.span(0, name.length), value, (start, end) => line.span(from + start, from + end), sink))
}

/** `place` gives the span of a stretch of the value. */
function entryOf(name: string, at: Span, value: string, place: (from: number, to: number) => Span, sink: Sink): Entry {
  const key = scalar(name, at)
  const literal = readPythonLiteral(value, place)
  if (literal !== 'text' && 'node' in literal) return { name, key, value: literal.node }
  const whole = place(0, value.length)
  if (literal !== 'text') sink.report(syntaxCodes['ini-syntax'], whole, `the value of ${name} ${literal.problem}`)
  return { name, key, value: scalar(value, whole) }
}

function scalar(text: string, at: Span): ScalarNode {
  return { kind: 'scalar', at, value: text, type: 'string', text }
}
