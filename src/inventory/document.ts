import { Sink } from '../diagnostics/sink.js'
import type { Source } from '../source/source.js'
import { Span } from '../source/span.js'
import { parseDocument } from '../syntax/document.js'
import { type IniSection, parseIni, sectionHead } from '../syntax/ini.js'
import type { Entry, MappingNode, Node } from '../syntax/node.js'
import { type Decrypt, unseal } from '../syntax/vault.js'
import { codes } from './codes.js'
import { extensionOf, type InventoryFile } from './input.js'
import { isListed } from './listed.js'

/** A text of an inventory, read; which form it has is told by its name and its look. */
export type InventoryDocument = { readonly at: Span } & (
  | { readonly form: 'groups'; readonly root: Node }
  | { readonly form: 'listed'; readonly root: MappingNode }
  | { readonly form: 'ini'; readonly sections: readonly IniSection[] }
)

/** Reads one file of an inventory. Undefined where it says nothing, which is no mistake here, or cannot be read, which is reported. */
export function readInventoryFile(file: InventoryFile, sink: Sink, decrypt?: Decrypt): InventoryDocument | undefined {
  const source = unseal(file.source, sink, decrypt)
  const at = new Span(file.source, 0, 0)
  const { name } = file.source
  if (file.executable && file.source.text.startsWith('#!')) {
    sink.report(codes['inventory-dynamic'], at, `${name} is a script, which Ansible would run; pgcompile runs nothing`)
    return undefined
  }
  const extension = extensionOf(file.path)
  if (extension === '.toml') {
    sink.report(
      codes['inventory-shape'],
      at,
      `${name} is TOML, which is not read: save what \`ansible-inventory --list\` prints of it as a .json file, and compile that`,
    )
    return undefined
  }
  if (source !== undefined && isIni(source, extension)) {
    const errors = sink.count('error')
    const sections = parseIni(source, sink)
    return sink.count('error') > errors ? undefined : { at, form: 'ini', sections }
  }
  const root = parseDocument(file.source, sink, decrypt)
  if (root === undefined) return undefined
  const plugin = pluginOf(root)
  if (plugin !== undefined) {
    sink.report(codes['inventory-dynamic'], plugin.key.at, `${name} configures an inventory plugin, which would ask another system; pgcompile asks none`)
    return undefined
  }
  return isListed(root) ? { at, form: 'listed', root } : { at, form: 'groups', root }
}

/** Whether Ansible reads the text with its ini plugin: by its name, or because it is no YAML of groups. */
function isIni(source: Source, extension: string): boolean {
  const first = /^[^\S\n]*([^\s#;].*)$/m.exec(source.text)?.[1]?.trim()
  if (first === undefined) return false
  if (sectionHead.test(first)) return true
  const named = ['.yml', '.yaml', '.json'].includes(extension)
  if (extension !== '' && !named) return true
  if (looksLikeGroups(first, source.text)) return false
  return !named || isSoundIni(source)
}

/** A file with a name of YAML that is nothing but hosts. */
function isSoundIni(source: Source): boolean {
  // YAML says at its place which character it does not have.
  if (/[\0-\x08\x0e-\x1f]/.test(source.text)) return false
  const attempt = new Sink()
  parseIni(source, attempt)
  return attempt.count('error') === 0
}

/** YAML of groups has a key with a colon in each of its lines, or is a map in braces; lines of hosts have neither. */
function looksLikeGroups(first: string, text: string): boolean {
  if (/^(---|%|\{|- |\[[^\]]*$)/.test(first)) return true
  if (linesOf(text, /^[^\S\n]*\[.*$/gm).some((line) => sectionHead.test(line))) return false
  return keyed.test(first) || linesOf(text, /^.*:.*$/gm).some((line) => keyed.test(line))
}

const keyed = /^(?:"[^"]*"|'[^']*'|[^\s#'"=][^=#]*?)\s*:(?:\s|$)/

/** The lines that a pattern finds, without what stands around them. */
function linesOf(text: string, pattern: RegExp): string[] {
  return (text.match(pattern) ?? []).map((line) => line.trim())
}

/** The key that makes a document the configuration of an inventory plugin. */
function pluginOf(root: Node): Entry | undefined {
  const entry = root.kind === 'mapping' ? root.entries.get('plugin') : undefined
  return entry?.value.kind === 'scalar' && entry.value.type !== 'null' ? entry : undefined
}
