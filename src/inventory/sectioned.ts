import type { Sink } from '../diagnostics/sink.js'
import { syntaxCodes } from '../syntax/codes.js'
import type { IniName, IniSection } from '../syntax/ini.js'
import { assign, type Registry } from './registry.js'

/** Reads an INI inventory. A group must be declared somewhere, by a section of its own or of its children, by the end of the file. */
export function readSections(sections: readonly IniSection[], registry: Registry, sink: Sink): void {
  const declared = new Set(['all', 'ungrouped', ...registry.groups.keys()])
  for (const { group, kind } of sections) if (kind !== 'vars') declared.add(group.text)
  const isDeclared = (name: IniName, message: string): boolean => {
    const known = declared.has(name.text)
    if (!known) sink.report(syntaxCodes['ini-syntax'], name.at, message)
    return known
  }
  for (const section of sections) {
    const { text, at } = section.group
    // The lines before the first section make no group where there are none.
    if (section.kind === 'hosts' && section.hosts.length === 0 && at.start === at.end) continue
    if (section.kind === 'vars' && !isDeclared(section.group, `there are variables for group \`${text}\`, and no section [${text}]`)) continue
    const group = registry.group(text, at)
    if (section.kind === 'vars') assign(group.variables, section.variables)
    else if (section.kind === 'hosts') for (const { pattern, variables } of section.hosts) registry.members(group, pattern.text, pattern.at, variables)
    else
      for (const child of section.children)
        if (isDeclared(child, `group \`${child.text}\` is a child of \`${text}\`, and there is no section [${child.text}]`))
          registry.adopt(group, registry.group(child.text, child.at), child.at)
  }
}
