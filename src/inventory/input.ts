import { compare } from '../source/compare.js'
import { Source } from '../source/source.js'

/** One inventory, as one argument names it: a text alone, or files with a place in a directory. */
export type InventoryInput = Source | InventoryTree

/** A file of an inventory. */
export interface InventoryFile {
  /** Below the directory, its parts separated by `/`: `hosts.yml`, `group_vars/all/pg.yml`. */
  readonly path: string
  readonly source: Source
  /** Whether its mode lets it be executed: Ansible runs scripts, pgcompile reports them. */
  readonly executable?: boolean
}

/** An inventory file with the variables beside it, or a directory as inventory. */
export interface InventoryTree {
  /** What findings call it: the path as the user gave it. */
  readonly name: string
  /** The directory that holds the files: inventories with the same one share group_vars and host_vars. */
  readonly directory: string
  /** The file that is the inventory. Absent where the directory is: then all files are, but those of group_vars and host_vars, and ignored ones. */
  readonly entry?: string
  readonly files: readonly InventoryFile[]
  /** Directories below group_vars and host_vars: `group_vars/all` hides `group_vars/all.yml` even where it is empty. */
  readonly directories?: readonly string[]
}

/** The two directories whose files hold variables. Ansible looks for them beside an inventory file and in a directory that is an inventory, not deeper. */
export const variableFolders = ['group_vars', 'host_vars'] as const

export type VariableFolder = (typeof variableFolders)[number]

/** Extensions that Ansible passes over in a directory. Source: its settings inventory_ignore_extensions, by default. */
const ignored = ['.pyc', '.pyo', '.swp', '.bak', '~', '.rpm', '.md', '.txt', '.rst', '.orig', '.ini', '.cfg', '.retry']

/** Whether a file or directory of this name, in a directory that is an inventory, is part of it. */
export function isInventoryName(name: string): boolean {
  return !name.startsWith('.') && !['group_vars', 'host_vars', 'vars_plugins'].includes(name) && !ignored.some((ending) => name.endsWith(ending))
}

/** Whether a file or directory directly in group_vars or host_vars can be that of a group or host. */
export function isVariablesName(name: string): boolean {
  return !name.startsWith('.') && !ignored.some((ending) => name.endsWith(ending))
}

/** Extensions of files of variables, in the order in which Ansible looks for them. */
export const extensions: readonly string[] = ['', '.yml', '.yaml', '.json']

/** Whether a file or directory deeper in group_vars or host_vars is read. */
export function isVariablesPart(name: string, directory: boolean): boolean {
  const extension = extensionOf(name)
  return !name.startsWith('.') && !name.endsWith('~') && (directory ? extension === '' : extensions.includes(extension))
}

/** The extension as Python's `splitext` has it: the last dot and what follows; none where only dots stand before it. */
export function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return /[^.].*?(\.[^.]*)$/.exec(name)?.[1] ?? ''
}

/** All that is read of an input. */
export function sourcesOf(input: InventoryInput): readonly Source[] {
  return input instanceof Source ? [input] : input.files.map(({ source }) => source)
}

/** The inventory files of an input, in the order in which Ansible reads them. */
export function inventoryFiles(input: InventoryInput): readonly InventoryFile[] {
  if (input instanceof Source) return [{ path: input.name, source: input }]
  if (input.entry !== undefined) return input.files.filter(({ path }) => path === input.entry)
  return input.files.filter(({ path }) => path.split('/').every(isInventoryName)).sort(byPath)
}

/** The files of group_vars and host_vars. */
export function variableFiles(input: InventoryTree): readonly InventoryFile[] {
  return input.files.filter(({ path }) => variableFolders.some((folder) => path.startsWith(`${folder}/`)))
}

function byPath(a: InventoryFile, b: InventoryFile): number {
  return comparePaths(a.path, b.path)
}

/** Orders paths as a walk through the directories meets them. */
export function comparePaths(a: string, b: string): number {
  const [ours, theirs] = [a.split('/'), b.split('/')]
  const differs = ours.findIndex((part, index) => part !== theirs[index])
  return compare(ours[differs] ?? '', theirs[differs] ?? '')
}
