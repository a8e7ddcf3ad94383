import type { FormatId } from '../artifacts/artifact.js'
import { Sink } from '../diagnostics/sink.js'
import { Source } from '../source/source.js'
import type { Node } from '../syntax/node.js'
import { parseYaml } from '../syntax/yaml.js'

/** The key path of each line (from 0) that has one, as `bootstrap.dcs.ttl`: of YAML and JSON by their structure, of others by section and name. */
export function keyPaths(format: FormatId, lines: readonly string[]): ReadonlyMap<number, string> {
  if (format === 'yaml' || format === 'json') {
    const paths = new Map<number, string>()
    const root = parseYaml(new Source('', `${lines.join('\n')}\n`), new Sink())
    if (root !== undefined) walk(root, '', paths)
    return paths
  }
  return assignments(lines)
}

function walk(node: Node, path: string, paths: Map<number, string>): void {
  if (node.kind === 'sequence')
    for (const [index, item] of node.items.entries()) {
      paths.set(item.at.from.line - 1, `${path}[${index}]`)
      walk(item, `${path}[${index}]`, paths)
    }
  if (node.kind === 'mapping')
    for (const { name, key, value } of node.entries.values()) {
      const own = path === '' ? name : `${path}.${name}`
      paths.set(key.at.from.line - 1, own)
      walk(value, own, paths)
    }
}

function assignments(lines: readonly string[]): Map<number, string> {
  const paths = new Map<number, string>()
  let section = ''
  for (const [index, line] of lines.entries()) {
    section = /^\[([^\]]+)\]\s*$/.exec(line)?.[1] ?? section
    const name = /^\s*([A-Za-z_][\w.:-]*)\s*=/.exec(line)?.[1]
    if (name !== undefined) paths.set(index, section === '' ? name : `${section}.${name}`)
  }
  return paths
}
