import { database } from '../catalog/objects/database.js'
import { extension } from '../catalog/objects/extension.js'
import { schema } from '../catalog/objects/schema.js'
import type { Sink } from '../diagnostics/sink.js'
import { type Fields, readObject } from '../inventory/fields.js'
import type { Span } from '../source/span.js'
import type { Node } from '../syntax/node.js'
import type { Context } from './context.js'
import { defined } from './defined.js'
import { reportRepeated } from './repeated.js'
import { reportLongName } from './server-name.js'
import { readSettings, type Setting } from './setting.js'

/** A database of pg_databases. What the inventory leaves out is absent: the server decides about it. */
export interface Database {
  readonly name: string
  /** Where its name stands. */
  readonly at: Span
  readonly state: 'create' | 'absent' | 'recreate'
  readonly owner?: string
  readonly comment?: string
  readonly template?: string
  readonly strategy?: string
  readonly encoding?: string
  readonly locale?: string
  readonly collation?: string
  readonly characterType?: string
  readonly localeProvider?: string
  readonly icuLocale?: string
  readonly icuRules?: string
  readonly builtinLocale?: string
  readonly tablespace?: string
  readonly isTemplate?: boolean
  readonly allowConnections?: boolean
  /** Whether the right to connect is taken from everybody. */
  readonly revokeConnect?: boolean
  /** -1: no limit. */
  readonly connectionLimit?: number
  /** Path of the SQL file that is loaded after creation. */
  readonly baseline?: string
  readonly schemas: readonly DatabaseSchema[]
  readonly extensions: readonly Extension[]
  /** By name. */
  readonly settings: readonly Setting[]
  /** Whether the pool offers it. */
  readonly pooled: boolean
  readonly pool: DatabasePool
  /** Whether Grafana gets a data source for it. */
  readonly datasource: boolean
  /** The place of an attribute, by its name in the inventory; that of the whole database where it is silent. */
  readonly where: (attribute: keyof typeof database.attributes) => Span
}

/** How the pool treats the database; numbers are server connections, and -1 means the pool's own default. */
export interface DatabasePool {
  readonly authUser?: string
  readonly mode?: string
  readonly size?: number
  readonly minimumSize?: number
  readonly reserve?: number
  readonly connectionLimit?: number
}

export interface DatabaseSchema {
  readonly name: string
  readonly at: Span
  readonly owner?: string
  /** Dropped with all that is in it. */
  readonly absent: boolean
}

export interface Extension {
  readonly name: string
  readonly at: Span
  readonly schema?: string
  readonly version?: string
  /** Dropped with all that depends on it. */
  readonly absent: boolean
}

/** pg_databases, in the order in which they are created. */
export function buildDatabases({ settings, sink }: Context): readonly Database[] {
  const databases = settings.items('pg_databases').flatMap((node, index) => {
    const what = `pg_databases[${index}]`
    const fields = readObject(database, node, what, sink)
    return fields?.has('name') ? [readDatabase(fields, what, sink)] : []
  })
  reportRepeated(databases, 'database', 'pg_databases', sink)
  return databases
}

/** Attributes that name something on the server; the database's own name is also that of a file, and looked at there. */
const names = ['owner', 'template', 'tablespace', 'pool_auth_user'] as const

function readDatabase(fields: Fields<typeof database.attributes>, what: string, sink: Sink): Database {
  for (const attribute of names) reportLongName(`${what}.${attribute}`, fields.get(attribute), fields.where(attribute), sink)
  const given = <N extends keyof typeof database.attributes>(name: N) => (fields.has(name) ? fields.get(name) : undefined)
  return defined({
    name: fields.get('name') ?? '',
    at: fields.where('name'),
    state: fields.get('state') as Database['state'],
    owner: given('owner'),
    comment: given('comment'),
    template: given('template'),
    strategy: given('strategy'),
    encoding: given('encoding'),
    locale: given('locale'),
    collation: given('lc_collate'),
    characterType: given('lc_ctype'),
    localeProvider: given('locale_provider'),
    icuLocale: given('icu_locale'),
    icuRules: given('icu_rules'),
    builtinLocale: given('builtin_locale'),
    tablespace: given('tablespace'),
    isTemplate: given('is_template'),
    allowConnections: given('allowconn'),
    revokeConnect: given('revokeconn'),
    connectionLimit: given('connlimit'),
    baseline: given('baseline'),
    schemas: readSchemas(fields.node('schemas'), `${what}.schemas`, sink),
    extensions: readExtensions(fields.node('extensions'), `${what}.extensions`, sink),
    settings: readSettings(fields.node('parameters')),
    pooled: fields.get('pgbouncer') && !isNull(fields.node('pgbouncer')),
    pool: defined({
      authUser: given('pool_auth_user'),
      mode: given('pool_mode'),
      size: given('pool_size'),
      minimumSize: given('pool_size_min'),
      reserve: given('pool_reserve'),
      connectionLimit: given('pool_connlimit'),
    }),
    datasource: fields.get('register_datasource') && !isNull(fields.node('register_datasource')),
    where: (attribute: keyof typeof database.attributes) => fields.where(attribute),
  })
}

/** A list of schemas, each a name or a map; `what` begins the messages. */
export function readSchemas(list: Node | undefined, what: string, sink: Sink): DatabaseSchema[] {
  return itemsOf(list).flatMap((node, index) => {
    const fields = readObject(schema, node, `${what}[${index}]`, sink)
    const name = fields?.get('name')
    if (fields === undefined || name === undefined) return []
    for (const attribute of ['name', 'owner'] as const) reportLongName(`${what}[${index}].${attribute}`, fields.get(attribute), fields.where(attribute), sink)
    return [defined({ name, at: fields.where('name'), owner: fields.get('owner'), absent: fields.get('state') === 'absent' })]
  })
}

/** A list of extensions, each a name or a map; `what` begins the messages. */
export function readExtensions(list: Node | undefined, what: string, sink: Sink): Extension[] {
  return itemsOf(list).flatMap((node, index) => {
    const fields = readObject(extension, node, `${what}[${index}]`, sink)
    const name = fields?.get('name')
    if (fields === undefined || name === undefined) return []
    for (const attribute of ['name', 'schema'] as const) reportLongName(`${what}[${index}].${attribute}`, fields.get(attribute), fields.where(attribute), sink)
    const { schema, version } = { schema: fields.get('schema'), version: fields.get('version') }
    return [defined({ name, at: fields.where('name'), schema, version, absent: fields.get('state') === 'absent' })]
  })
}

function itemsOf(list: Node | undefined): readonly Node[] {
  return list?.kind === 'sequence' ? list.items : []
}

/** The reference takes an explicit null of the two switches for no. */
function isNull(node: Node | undefined): boolean {
  return node?.kind === 'scalar' && node.type === 'null'
}
