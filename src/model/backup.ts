import { repository } from '../catalog/objects/repository.js'
import { defaultNode } from '../inventory/defaults.js'
import type { Fields } from '../inventory/fields.js'
import { readObject } from '../inventory/fields.js'
import type { Span } from '../source/span.js'
import type { Entry, MappingNode, Node } from '../syntax/node.js'
import { fitToTarget } from './backup-target.js'
import { codes } from './codes.js'
import type { Context } from './context.js'
import { reportRepository } from './repository-rules.js'

/** How an instance is backed up and its WAL archived: pgBackRest with one repository. */
export interface Backup {
  /** The key of pgbackrest_repo. */
  readonly method: string
  /** Where the repository's definition stands. */
  readonly at: Span
  readonly logDirectory: string
  /** Whether a first full backup follows the stanza. */
  readonly first: boolean
  /** posix, s3, azure ... */
  readonly storage: string
  /** By name; an option that takes several values stands there once for each. */
  readonly options: readonly RepositoryOption[]
  /** Options of a built-in repository that pgBackRest on the target does not have, by the same names; they are left out. */
  readonly lost: readonly string[]
}

export interface RepositoryOption {
  /** As pgBackRest calls it after `repo1-`: s3-key-secret. */
  readonly name: string
  readonly value: string
  readonly secret: boolean
  /** Where its value stands; the method where the repository is a built-in one. */
  readonly at: Span
}

/** An option by its name, as `s3-bucket`. */
export function optionOf({ options }: Backup, name: string): RepositoryOption | undefined {
  return options.find((option) => option.name === name)
}

/** Undefined where pgBackRest is off, or where its repository cannot be read. An option that the catalogue does not know is kept: pgBackRest may be newer. */
export function buildBackup(context: Context): Backup | undefined {
  const { settings, sink } = context
  if (!settings.get('pgbackrest_enabled')) return undefined
  const method = settings.get('pgbackrest_method')
  const repositories = settings.node('pgbackrest_repo') ?? defaultNode('pgbackrest_repo')
  if (repositories.kind !== 'mapping') return missing(method, [], context)
  const entry = repositories.entries.get(method)
  if (entry === undefined) return missing(method, [...repositories.entries.keys()], context)
  const what = `pgbackrest_repo.${method}`
  const fields = readObject(repository, entry.value, what, sink)
  if (fields === undefined || entry.value.kind !== 'mapping') return undefined
  reportRepository(fields, what, sink)
  const at = settings.isSet('pgbackrest_repo') ? entry.key.at : settings.at('pgbackrest_method')
  return {
    method,
    at,
    logDirectory: settings.get('pgbackrest_log_dir'),
    first: settings.get('pgbackrest_init_backup'),
    storage: fields.get('type'),
    ...fitToTarget(readOptions(entry.value, fields, what, at, context), what, context),
  }
}

function missing(method: string, known: readonly string[], { settings, sink }: Context): undefined {
  sink.report(
    codes['backup-repository'],
    settings.at(settings.isSet('pgbackrest_method') ? 'pgbackrest_method' : 'pgbackrest_repo'),
    `pgbackrest_method is ${method}, and pgbackrest_repo does not define it; it defines ${[...known].sort().join(', ') || 'nothing'}`,
  )
}

function readOptions(node: MappingNode, fields: Fields<typeof repository.attributes>, what: string, at: Span, context: Context): RepositoryOption[] {
  const { sink } = context
  const seen = new Map<string, Entry>()
  const options: RepositoryOption[] = []
  for (const entry of [...node.entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = entry.name.replaceAll('_', '-')
    const other = seen.get(name)
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
      sink.report(codes['backup-repository'], entry.key.at, `${what}.${entry.name} is no name of an option: those have small letters, digits and _`)
    else if (other !== undefined)
      sink.report(codes['backup-repository'], entry.key.at, `${what} gives the option repo1-${name} twice, as ${other.name} and as ${entry.name}: keep one`, {
        related: [{ at: other.key.at, message: 'the other one' }],
      })
    else
      for (const text of textsOf(entry, fields)) {
        const value = text.text.replaceAll('${pg_cluster}', () => context.cluster.name)
        const problem = problemOf(value)
        if (problem !== undefined) sink.report(codes['backup-repository'], text.at, `${what}.${entry.name} ${problem}`)
        options.push({ name, value, secret: isSecret(entry.name), at: text.at.source.text === '' ? at : text.at })
      }
    seen.set(name, entry)
  }
  return options
}

interface Text {
  readonly text: string
  readonly at: Span
}

/** One text for a plain value, one for each item of a list, and `key=value` for each entry of a map; none where the reader has refused the value. */
function textsOf({ name, value }: Entry, fields: Fields<typeof repository.attributes>): Text[] {
  const refused = isKnown(name) && !fields.has(name)
  if (value.kind === 'sequence') return refused ? [] : value.items.map(plainText)
  if (value.kind === 'mapping') {
    const texts = [...value.entries.values()].map((entry) => ({ text: `${entry.name}=${plainText(entry.value).text}`, at: entry.value.at }))
    return refused ? [] : texts.sort((a, b) => (a.text < b.text ? -1 : 1))
  }
  if (refused && value.value !== null && value.value !== '') return []
  // The reader has turned words into the spelling that pgBackRest wants.
  const read = isKnown(name) ? fields.get(name) : undefined
  return [typeof read === 'string' && !refused ? { text: read, at: value.at } : plainText(value)]
}

/** YAML's booleans are y and n to pgBackRest (KD-40); a list or a map inside of a value has no text. */
function plainText(node: Node): Text {
  if (node.kind !== 'scalar' || node.value === null) return { text: '', at: node.at }
  if (typeof node.value === 'boolean') return { text: node.value ? 'y' : 'n', at: node.at }
  return { text: typeof node.value === 'number' ? String(node.value) : node.text, at: node.at }
}

/** pgBackRest has no quotes: a value runs to the end of its line and is trimmed (KD-40). Never shows the value. */
function problemOf(value: string): string | undefined {
  if (value === '') return 'needs a value: leave the option out, or give it one'
  if (value.includes('\0')) return 'must not hold a NUL character'
  if (/[\n\r]/.test(value)) return 'must be one line: a line break would begin another option'
  if (/^[ \t\v\f]|[ \t\v\f]$/.test(value)) return 'must not begin or end with a blank, which pgBackRest would cut off'
  return undefined
}

function isKnown(name: string): name is keyof typeof repository.attributes {
  return Object.hasOwn(repository.attributes, name)
}

/** What nobody knows is better kept quiet. */
function isSecret(name: string): boolean {
  return !isKnown(name) || 'secret' in repository.attributes[name]
}
