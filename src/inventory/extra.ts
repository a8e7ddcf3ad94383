import type { Sink } from '../diagnostics/sink.js'
import type { Source } from '../source/source.js'
import { Span } from '../source/span.js'
import { readAssignments } from '../syntax/assignments.js'
import { parseDocument } from '../syntax/document.js'
import type { Entry, MappingNode, Node, ScalarNode } from '../syntax/node.js'
import type { Decrypt } from '../syntax/vault.js'
import { codes } from './codes.js'

/** Extra variables of a run: what stands in one argument of the command line, or in a file that one names. */
export interface ExtraVariables {
  readonly source: Source
  /** `argument`: key=value ..., or YAML or JSON in braces. `file`: YAML or JSON. */
  readonly form: 'argument' | 'file'
}

/** Reads extra variables as Ansible does; all of `key=value` are texts. Undefined where there are none, or a mistake that has been reported. */
export function readExtra({ source, form }: ExtraVariables, sink: Sink, decrypt?: Decrypt): Node | undefined {
  if (form === 'argument' && source.text === '') return undefined
  if (form === 'argument' && !/^[[{]/.test(source.text)) return readArgument(source, sink)
  const errors = sink.count('error')
  const root = parseDocument(source, sink, decrypt)
  const opaque = root?.kind === 'scalar' && root.type === 'vault'
  if (root?.kind !== 'mapping' && !opaque && sink.count('error') === errors)
    sink.report(codes['extra-variables'], root?.at ?? new Span(source, 0, 0), 'extra variables must be a map of names and values')
  return root
}

function readArgument(source: Source, sink: Sink): MappingNode | undefined {
  const whole = new Span(source, 0, source.text.length)
  if (/^[/.]/.test(source.text)) {
    sink.report(codes['extra-variables'], whole, `a file of extra variables is named with an @ before it: @${source.text}`)
    return undefined
  }
  const entries = new Map<string, Entry>()
  for (const assignment of readAssignments(source.text)) {
    if ('message' in assignment) {
      sink.report(codes['extra-variables'], new Span(source, ...assignment.at), assignment.message)
      continue
    }
    const { name, value, nameAt, valueAt } = assignment
    const key = scalar(name, new Span(source, ...nameAt))
    entries.set(name, { name, key, value: scalar(value, new Span(source, ...valueAt)) })
  }
  return { kind: 'mapping', at: whole, entries }
}

function scalar(text: string, at: Span): ScalarNode {
  return { kind: 'scalar', at, value: text, type: 'string', text }
}
