import { hbaRule } from '../catalog/objects/hba-rule.js'
import type { Sink } from '../diagnostics/sink.js'
import { type Fields, readObject } from '../inventory/fields.js'
import type { Span } from '../source/span.js'
import { type HbaAddress, type HbaEntry, type HbaToken, readHbaLine } from '../syntax/hba.js'
import type { Node } from '../syntax/node.js'
import { partOf } from '../syntax/part.js'
import { codes } from './codes.js'
import type { Context } from './context.js'
import { defined } from './defined.js'
import { type HbaOrigin, originsOf } from './hba-address.js'
import { hbaAuths } from './hba-method.js'
import { type NamedToken, readNames } from './hba-names.js'
import { unsupportedByPool, unsupportedByPostgres } from './hba-support.js'
import { kinds, type Parts } from './parts.js'

/** An access rule that is active on an instance. The first line that matches a connection decides; rules stand in that order. */
export interface HbaRule {
  readonly at: Span
  /** The parameter and index it comes from, as in `pg_hba_rules[2]`. */
  readonly source: string
  /** Whether the inventory gives it; else it is built in. */
  readonly given: boolean
  /** One line of text. */
  readonly title?: string
  /** Whether its `auth` demands TLS; lines of the socket and the loopback cannot have it. */
  readonly tls: boolean
  /** Absent where the rule comes after all that have one. */
  readonly order?: number
  /** All that one rule stands for, in order. */
  readonly lines: readonly HbaLine[]
}

export interface HbaLine {
  readonly entry: HbaEntry
  /** The line as the inventory gives it, where it does. */
  readonly raw?: string
  /** What decides about the line: the rule's `addr`, or the raw line itself. */
  readonly at: Span
  /** Where its columns stand, or the attributes that they come from. */
  readonly where: Readonly<Record<'databases' | 'users' | 'method', Span>>
}

/** The daemon that reads the rules: PostgreSQL or PgBouncer. */
export type HbaReader = 'postgres' | 'pool'

const parametersOf = {
  postgres: ['pg_default_hba_rules', 'pg_hba_rules'],
  pool: ['pgb_default_hba_rules', 'pgb_hba_rules'],
} as const

/** A list of names is as good as a comma list. */
const schema = {
  ...hbaRule,
  attributes: { ...hbaRule.attributes, user: { ...hbaRule.attributes.user, type: 'csv' }, db: { ...hbaRule.attributes.db, type: 'csv' } },
} as const

type Rule = Fields<typeof schema.attributes>

/**
 * The rules of an instance that are active on it: those with an `order` by that, then those without, each in the order of the inventory (KD-25).
 * Rules for other roles are read in full, so that a typo in them shows, and left out.
 */
export function buildHba(context: Context, reader: HbaReader, parts: Parts): readonly HbaRule[] {
  const rules = parametersOf[reader].flatMap((parameter) => {
    const given = context.settings.isSet(parameter)
    const list = context.settings.list(parameter)
    return parts.part(parameter, [given], context, (watched) => new RuleBuilder(watched, reader).list(list, parameter, given), list)
  })
  const active = rules.filter(({ role }) => isActive(role, context)).map(({ rule }) => rule)
  const ordered = active.filter(({ order }) => order !== undefined).sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
  const all = [...ordered, ...active.filter(({ order }) => order === undefined)]
  // Pools seldom have rules of their own, servers do.
  return reader === 'pool' ? parts.intern('pool rules', all, kinds) : parts.intern(`rules of ${context.cluster.name}`, all)
}

interface Built {
  readonly rule: HbaRule
  /** On which members it is active. */
  readonly role: string
}

function isActive(role: string, context: Context): boolean {
  return role === 'default' || role === 'common' || role === context.role || (role === 'offline' && context.settings.get('pg_offline_query'))
}

class RuleBuilder {
  private readonly sink: Sink
  private readonly placeholders: ReadonlyMap<string, () => string>

  /** Asks for a variable only where a rule needs it, so that clusters which differ in others share what is made. */
  constructor(
    private readonly context: Context,
    private readonly reader: HbaReader,
  ) {
    const { settings, sink } = context
    this.sink = sink
    this.placeholders = new Map([
      ['${dbsu}', () => settings.get('pg_dbsu')],
      ['${repl}', () => settings.get('pg_replication_username')],
      ['${monitor}', () => settings.get('pg_monitor_username')],
      ['${admin}', () => settings.get('pg_admin_username')],
    ])
  }

  list(list: Node, parameter: string, given: boolean): Built[] {
    return list.kind === 'sequence' ? list.items.flatMap((node, index) => this.build(node, `${parameter}[${index}]`, given) ?? []) : []
  }

  private build(node: Node, source: string, given: boolean): Built | undefined {
    const fields = readObject(schema, node, source, this.sink)
    if (fields === undefined) return undefined
    const orderNode = fields.node('order')
    if (orderNode !== undefined && isSilent(orderNode))
      this.sink.report(codes['hba-rule'], orderNode.at, `${source}.order must be a number; leave it out for a rule that comes after all ordered ones`)
    const rules = fields.node('rules')
    const raw = rules?.kind === 'sequence' && rules.items.length > 0
    const title = fields.get('title')?.replace(/\s+/g, ' ').replace(/\\+$/, '')
    const auth = hbaAuths[fields.get('auth')]
    const lines = raw ? rules.items.flatMap((item, index) => this.rawLine(item, `${source}.rules[${index}]`) ?? []) : this.addressLines(fields, source)
    const order = fields.has('order') ? fields.get('order') : undefined
    const rule = defined({ at: fields.at, source, given, title: title || undefined, tls: !raw && auth?.tls === true, order, lines })
    return { rule, role: fields.get('role') }
  }

  private rawLine(node: Node, what: string): HbaLine | undefined {
    if (node.kind !== 'scalar' || node.type !== 'string') {
      this.sink.report(codes['hba-line'], node.at, `${what} must be a line of text`)
      return undefined
    }
    if (/[\0-\x08\x0a-\x1f\x7f]/.test(node.text)) {
      this.sink.report(codes['hba-line'], node.at, `${what} must be one line: give each line as an item of its own`)
      return undefined
    }
    const reading = readHbaLine(node.text)
    if (reading === undefined) return undefined
    if ('problem' in reading) {
      const { from, to, reason } = reading.problem
      this.sink.report(codes['hba-line'], partOf(node, from, to), `${what}, column ${from + 1}: ${reason}`)
      return undefined
    }
    const unsupported = this.unsupported(reading.entry)
    if (unsupported !== undefined) {
      const { from, to } = reading.places[unsupported.column]
      this.sink.report(codes['hba-line'], partOf(node, from, to), `${what}, column ${from + 1}: ${unsupported.reason}`)
    }
    const { databases, users, method } = reading.places
    const where = {
      databases: partOf(node, databases.from, databases.to),
      users: partOf(node, users.from, users.to),
      method: partOf(node, method.from, method.to),
    }
    return { entry: reading.entry, raw: node.text, at: node.at, where }
  }

  private addressLines(fields: Rule, source: string): HbaLine[] {
    const databases = this.names(fields, 'db', source)
    const users = this.names(fields, 'user', source)
    const rules = fields.node('rules')
    if (rules !== undefined && rules.kind === 'scalar' && !isSilent(rules)) {
      this.sink.report(codes['hba-rule'], rules.at, `${source}.rules must be a list of lines: write \`rules: ['...']\``)
      return []
    }
    const addr = fields.get('addr')
    if (addr === undefined) {
      if (isSilent(fields.node('addr')))
        this.sink.report(codes['hba-rule'], fields.where('addr'), `${source} needs \`addr\` (where clients come from) or \`rules\` (lines as they are)`)
      return []
    }
    const origins = originsOf(addr, this.context)
    if (origins === undefined)
      this.sink.report(
        codes['hba-address'],
        fields.where('addr'),
        `${source}.addr must be one of ${schema.attributes.addr.values.join(', ')}, an IP address or a network such as 10.0.0.0/8, not \`${addr}\``,
      )
    const method = this.method(fields, origins ?? [], source)
    if (method === undefined || databases.length === 0 || users.length === 0) return []
    const tls = hbaAuths[fields.get('auth')]?.tls === true
    const where = { databases: fields.where('db'), users: fields.where('user'), method: fields.where('auth') }
    return (origins ?? []).map((origin) => ({ entry: { ...lineStart(origin, tls), databases, users, method, options: [] }, at: fields.where('addr'), where }))
  }

  /** The method of every line of the rule; undefined, and reported, where one of them could not have it (KD-26). */
  private method(fields: Rule, origins: readonly HbaOrigin[], source: string): string | undefined {
    const auth = hbaAuths[fields.get('auth')]
    if (auth === undefined) return undefined
    const method = auth.method === 'ident' && this.reader === 'pool' ? 'peer' : auth.method
    const sockets = origins.some(({ kind }) => kind === 'socket')
    const networks = origins.some(({ kind }) => kind !== 'socket')
    const complain = (reason: string): undefined => {
      const given = `${source}: \`auth: ${fields.get('auth')}\` with \`addr: ${fields.get('addr')}\``
      this.sink.report(codes['hba-auth'], fields.where('auth'), `${given} cannot be: ${reason}`)
      return undefined
    }
    if (method === 'peer' && networks)
      return complain(
        `${this.reader === 'pool' && auth.method === 'ident' ? 'for PgBouncer it means peer, and ' : ''}peer works on the socket only: use \`addr: local\``,
      )
    if (method === 'cert' && sockets) return complain('a certificate needs TLS, which the socket does not have: use addresses, such as `intra`')
    if (method !== 'password') return method
    return this.context.settings.get('pg_pwd_enc') === 'md5' ? 'md5' : 'scram-sha-256'
  }

  private names(fields: Rule, attribute: 'db' | 'user', source: string): HbaToken[] {
    const column = attribute === 'db' ? 'databases' : 'users'
    const node = fields.node(attribute)
    if (node === undefined || !fields.has(attribute)) return [{ keyword: 'all' }]
    return readNames(node, column, this.placeholders).flatMap((named) => {
      const problem = 'problem' in named ? named.problem : this.misfit(named.token, column)
      if (problem !== undefined) this.sink.report(codes['hba-name'], named.node.at, `${source}.${attribute} ${problem}`)
      return 'token' in named ? named.token : []
    })
  }

  private misfit(token: Extract<NamedToken, { token: unknown }>['token'], column: 'databases' | 'users'): string | undefined {
    const record = { type: 'local', databases: [token], users: [token], method: 'trust', options: [] } as const
    const other = column === 'databases' ? { users: [] } : { databases: [] }
    const reason = this.unsupported({ ...record, ...other })?.reason
    return reason === undefined ? undefined : `cannot be \`${spelled(token)}\`: ${reason}`
  }

  private unsupported(entry: HbaEntry) {
    return this.reader === 'pool'
      ? unsupportedByPool(entry, this.context.platform)
      : unsupportedByPostgres(entry, () => this.context.settings.get('pg_version'))
  }
}

/** Absent, null or empty; a misfit has been reported. */
function isSilent(node: Node | undefined): boolean {
  return node === undefined || (node.kind === 'scalar' && (node.type === 'null' || node.text === ''))
}

function lineStart(origin: HbaOrigin, tls: boolean): { type: 'local' } | { type: 'host' | 'hostssl'; address: HbaAddress } {
  if (origin.kind === 'socket') return { type: 'local' }
  return { type: tls && origin.kind === 'network' ? 'hostssl' : 'host', address: { network: origin.network } }
}

function spelled(token: HbaToken): string {
  if ('group' in token) return `+${token.group}`
  if ('pattern' in token) return `/${token.pattern}`
  if ('file' in token) return `@${token.file}`
  return 'keyword' in token ? token.keyword : token.name
}
