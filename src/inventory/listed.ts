import type { Sink } from '../diagnostics/sink.js'
import type { Entry, MappingNode, Node, ScalarNode } from '../syntax/node.js'
import { codes } from './codes.js'
import { assign, type MutableGroup, type Registry } from './registry.js'
import { mapOf } from './shape.js'

/** Whether a document is what `ansible-inventory --list`, or an inventory script, prints: its key `_meta` says so. */
export function isListed(root: Node): root is MappingNode {
  return root.kind === 'mapping' && root.entries.get('_meta')?.value.kind === 'mapping'
}

/** Reads the output of `ansible-inventory --list`, as Ansible reads that of an inventory script: groups have lists, and `_meta` the variables of hosts. */
export function readListed(root: MappingNode, registry: Registry, sink: Sink): void {
  const listed = new Map<string, MutableGroup>()
  for (const entry of root.entries.values()) if (entry.name !== '_meta') readGroup(entry, registry, listed, sink)
  const meta = root.entries.get('_meta')?.value
  const hostvars = meta?.kind === 'mapping' ? meta.entries.get('hostvars')?.value : undefined
  const hosts = hostvars === undefined ? undefined : mapOf(hostvars, '`hostvars` of `_meta`', 'a map of hosts', sink)
  for (const { name, value } of hosts?.entries.values() ?? []) {
    const group = listed.get(name)
    const variables = mapOf(value, `host \`${name}\``, 'a map of variables', sink)
    if (group !== undefined) registry.member(group, name, value.at, variables?.entries.values() ?? [])
  }
}

/** Notes in `listed` one group of every host. */
function readGroup({ name, key, value }: Entry, registry: Registry, listed: Map<string, MutableGroup>, sink: Sink): void {
  const group = registry.group(name, key.at)
  const join = (host: ScalarNode): void => {
    registry.member(group, host.text, host.at, [])
    if (!listed.has(host.text)) listed.set(host.text, group)
  }
  if (value.kind !== 'mapping') {
    for (const host of names(value, `group \`${name}\``, 'hosts', sink)) join(host)
    return
  }
  const [hosts, variables, children] = ['hosts', 'vars', 'children'].map((section) => value.entries.get(section)?.value)
  if (hosts === undefined && variables === undefined && children === undefined) {
    // Of old such a group is one host, with its variables.
    join(key)
    assign(group.variables, value.entries.values())
    return
  }
  if (hosts !== undefined) for (const host of names(hosts, `\`hosts\` of group \`${name}\``, 'hosts', sink)) join(host)
  if (variables !== undefined) assign(group.variables, mapOf(variables, `\`vars\` of group \`${name}\``, 'a map of variables', sink)?.entries.values() ?? [])
  if (children !== undefined)
    for (const child of names(children, `\`children\` of group \`${name}\``, 'groups', sink))
      registry.adopt(group, registry.group(child.text, child.at), child.at)
}

function names(node: Node, what: string, of: string, sink: Sink): ScalarNode[] {
  if (node.kind !== 'sequence') {
    sink.report(codes['inventory-shape'], node.at, `${what} must be a list of ${of}, as \`ansible-inventory --list\` prints it`)
    return []
  }
  return node.items.filter((item): item is ScalarNode => {
    const fits = item.kind === 'scalar' && item.type === 'string' && item.text !== ''
    if (!fits) sink.report(codes['inventory-shape'], item.at, `${what} must be a list of ${of}, each a name`)
    return fits
  })
}
