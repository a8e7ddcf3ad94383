import type { Sink } from '../diagnostics/sink.js'
import type { Source } from '../source/source.js'
import { Span } from '../source/span.js'
import { opaqueScalar } from './build.js'
import { syntaxCodes } from './codes.js'
import { type RepeatedKey, readJson } from './json.js'
import { LivingSource } from './living-source.js'
import type { Entry, MappingNode, Node } from './node.js'
import { reportHalfPairs } from './surrogate.js'
import { type Decrypt, openVault, unseal } from './vault.js'
import { parseYaml } from './yaml.js'

/** The document of a file as Ansible reads it: JSON where it is that, else YAML. Undefined as of `parseYaml`, which see for encrypted texts. */
export function parseDocument(file: Source, sink: Sink, decrypt?: Decrypt): Node | undefined {
  return file instanceof LivingSource ? file.document(sink, (own) => read(file, own, decrypt)) : read(file, sink, decrypt)
}

function read(file: Source, sink: Sink, decrypt: Decrypt | undefined): Node | undefined {
  const source = unseal(file, sink, decrypt)
  if (source === undefined) return opaqueScalar(file.text, new Span(file, 0, 0))
  const repeated: RepeatedKey[] = []
  const json = readJson(source, repeated)
  const root = json ?? parseYaml(source, sink, decrypt)
  if (root !== undefined) reportHalfPairs(root, source, sink)
  if (json === undefined) return root
  for (const { first, again } of repeated)
    sink.report(syntaxCodes['yaml-duplicate-key'], again.key.at, `the key "${again.name}" is in this map already; the last one counts`, {
      related: [{ at: first.key.at, message: 'the first one' }],
    })
  return source.text.includes('__ansible_') ? plain(json, sink, decrypt) : json
}

/** Takes the wrappers away that Ansible's JSON has around encrypted texts and around those that are no templates. */
function plain(node: Node, sink: Sink, decrypt: Decrypt | undefined): Node {
  if (node.kind === 'scalar') return node
  if (node.kind === 'sequence') return { ...node, items: node.items.map((item) => plain(item, sink, decrypt)) }
  const wrapped = node.entries.get('__ansible_vault')?.value ?? node.entries.get('__ansible_unsafe')?.value
  if (wrapped?.kind === 'scalar') return node.entries.has('__ansible_vault') ? opened(wrapped.text, node, sink, decrypt) : { ...wrapped, unsafe: true }
  return {
    ...node,
    entries: new Map([...node.entries].map(([name, entry]): [string, Entry] => [name, { ...entry, value: plain(entry.value, sink, decrypt) }])),
  }
}

function opened(vault: string, { at }: MappingNode, sink: Sink, decrypt: Decrypt | undefined): Node {
  const text = openVault(vault, at, sink, decrypt)
  return text === undefined ? opaqueScalar(vault, at) : { kind: 'scalar', at, value: text, type: 'string', text, encrypted: true }
}
