import { roleGrant } from '../catalog/objects/role-grant.js'
import { user } from '../catalog/objects/user.js'
import { type Fields, readObject } from '../inventory/fields.js'
import type { Span } from '../source/span.js'
import type { Context } from './context.js'
import { defined } from './defined.js'
import { Remembered } from './remembered.js'
import { reportRepeated } from './repeated.js'
import { reportLongName } from './server-name.js'
import { readSettings, type Setting } from './setting.js'

/** A role of pg_default_roles or pg_users. What the inventory leaves out is absent: the server decides about it. */
export interface User {
  readonly name: string
  /** Where its name stands. */
  readonly at: Span
  /** `absent` drops it; of a default role it only keeps it out of the pool. */
  readonly state: 'create' | 'absent'
  /** In clear, or a verifier; empty takes a present one away. */
  readonly password?: string
  readonly login?: boolean
  readonly superuser?: boolean
  readonly createDatabase?: boolean
  readonly createRole?: boolean
  readonly inherit?: boolean
  readonly replication?: boolean
  readonly bypassRowSecurity?: boolean
  /** -1: no limit. */
  readonly connectionLimit?: number
  /** Days from the run of the statement; wins over `validUntil`. */
  readonly validDays?: number
  /** YYYY-MM-DD, or infinity. */
  readonly validUntil?: string
  readonly comment?: string
  /** By name. */
  readonly settings: readonly Setting[]
  /** In the order of the inventory. */
  readonly memberships: readonly RoleMembership[]
  /** Whether userlist.txt of the pool names it. */
  readonly pooled: boolean
  readonly poolMode?: string
  /** Server connections through the pool; 0 and less are no limit of its own (KD-66). */
  readonly poolConnectionLimit?: number
  /** The place of an attribute, by its name in the inventory; that of the whole user where it is silent. */
  readonly where: (attribute: keyof typeof user.attributes) => Span
}

/** Membership in a role. The options are untouched where they are absent; `set` and `inherit` need PostgreSQL 16. */
export interface RoleMembership {
  readonly role: string
  readonly at: Span
  readonly revoked: boolean
  readonly admin?: boolean
  readonly set?: boolean
  readonly inherit?: boolean
}

/** The roles that every cluster has (pg_default_roles) or its own (pg_users), in the order in which they are created. */
export function buildUsers(context: Context, parameter: 'pg_default_roles' | 'pg_users'): readonly User[] {
  const users = context.settings.items(parameter).flatMap((node, index) => {
    const what = `${parameter}[${index}]`
    const fields = readObject(user, node, what, context.sink)
    return fields?.has('name') ? [readUser(fields, what, context)] : []
  })
  reportRepeated(users, 'user', parameter, context.sink)
  return users
}

function readUser(fields: Fields<typeof user.attributes>, what: string, context: Context): User {
  const given = <N extends keyof typeof user.attributes>(name: N) => (fields.has(name) ? fields.get(name) : undefined)
  return defined({
    name: fields.get('name') ?? '',
    at: fields.where('name'),
    state: fields.get('state') === 'absent' ? ('absent' as const) : ('create' as const),
    password: given('password') ?? (isEmptyText(fields) ? '' : undefined),
    login: given('login'),
    superuser: given('superuser'),
    createDatabase: given('createdb'),
    createRole: given('createrole'),
    inherit: given('inherit'),
    replication: given('replication'),
    bypassRowSecurity: given('bypassrls'),
    connectionLimit: given('connlimit'),
    validDays: given('expire_in'),
    validUntil: given('expire_at'),
    comment: given('comment'),
    settings: readSettings(fields.node('parameters')),
    memberships: readMemberships(fields, what, context),
    pooled: fields.get('pgbouncer'),
    poolMode: given('pool_mode'),
    poolConnectionLimit: given('pool_connlimit'),
    where: (attribute: keyof typeof user.attributes) => fields.where(attribute),
  })
}

function isEmptyText(fields: Fields<typeof user.attributes>): boolean {
  const node = fields.node('password')
  return node?.kind === 'scalar' && node.value === ''
}

function readMemberships(fields: Fields<typeof user.attributes>, what: string, { sink }: Context): RoleMembership[] {
  const list = fields.node('roles')
  if (list?.kind !== 'sequence') return []
  return list.items.flatMap((node, index) => {
    const grant = readObject(roleGrant, node, `${what}.roles[${index}]`, sink)
    const role = grant?.get('name')
    if (grant === undefined || role === undefined) return []
    reportLongName(`${what}.roles[${index}].name`, role, grant.where('name'), sink)
    const options = { admin: grant.get('admin'), set: grant.get('set'), inherit: grant.get('inherit') }
    return [defined({ role, at: grant.where('name'), revoked: grant.get('state') !== 'grant', ...options })]
  })
}

/** Who there is in a cluster: default roles first, each list in the order in which they are created. */
export interface Accounts {
  readonly all: readonly User[]
  /** Without those that the inventory drops. */
  readonly present: readonly User[]
}

const accounts = new Remembered<Accounts>()

/** One object for the same two lists, so that what is found out about them (`rolesOf`) is found out once. */
export function accountsOf({ defaultRoles, users }: { readonly defaultRoles: readonly User[]; readonly users: readonly User[] }): Accounts {
  return accounts.of([defaultRoles, users], '', () => {
    const all = [...defaultRoles, ...users]
    return { all, present: all.filter(({ state }) => state !== 'absent') }
  })
}

/** Names of the roles that a user is a member of, directly or through others. */
export function rolesOf(name: string, users: readonly User[]): ReadonlySet<string> {
  const { direct, all } = membershipsOf(users)
  const known = all.get(name)
  if (known !== undefined) return known
  const found = new Set<string>()
  const queue = [name]
  for (let member = queue.pop(); member !== undefined; member = queue.pop())
    for (const role of direct.get(member) ?? [])
      if (!found.has(role)) {
        found.add(role)
        queue.push(role)
      }
  all.set(name, found)
  return found
}

/** By name: the roles that one is a member of directly, and what has been found out about the others. */
interface Memberships {
  readonly direct: ReadonlyMap<string, readonly string[]>
  readonly all: Map<string, ReadonlySet<string>>
}

const memberships = new WeakMap<readonly User[], Memberships>()

function membershipsOf(users: readonly User[]): Memberships {
  const known = memberships.get(users)
  if (known !== undefined) return known
  const direct = new Map<string, string[]>()
  for (const user of users) {
    const roles = direct.get(user.name) ?? []
    direct.set(user.name, roles)
    for (const { role, revoked } of user.memberships) if (!revoked) roles.push(role)
  }
  const made = { direct, all: new Map() }
  memberships.set(users, made)
  return made
}
