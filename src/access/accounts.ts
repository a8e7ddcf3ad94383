import { membershipOptionsSince } from '../compat/provisioning.js'
import type { Instance } from '../model/model.js'
import { isVerifier } from '../model/password.js'
import { rolesOf, type User } from '../model/user.js'
import { isOpaque } from '../syntax/vault.js'

/** What the server holds of a password: a verifier of this kind, nothing, what nobody could read here, or what the inventory leaves to others. */
export type Stored = 'scram-sha-256' | 'md5' | 'none' | 'sealed' | 'unsaid'

/** A role as the scripts of a cluster make it. */
export interface Account {
  readonly name: string
  /** `unsaid`: the inventory does not say that there is such a role, nor that there is none. */
  readonly exists: 'yes' | 'no' | 'unsaid'
  readonly login: boolean
  readonly superuser: boolean
  readonly replication: boolean
  /** -1: no limit. */
  readonly connectionLimit: number
  readonly stored: Stored
  /** As the inventory gives it, for comparison only: never shown. */
  readonly password?: string
  /** When its password ends, where it does: in words. */
  readonly expiry?: string
  /** All that it is a member of; undefined where nobody knows. */
  readonly roles?: ReadonlySet<string>
  /** Itself and the roles whose privileges it has without asking: those that it inherits. */
  readonly privileges: ReadonlySet<string>
}

/** The roles of a cluster by name, as Patroni creates them and the scripts of the instance, its primary, go on. What a later one leaves out stays as it is. */
export function accountsOf({ defaultRoles, users, postgres, provisioning, patroni }: Instance): ReadonlyMap<string, Account> {
  const { superuser, replication, admin, monitor } = postgres
  const merged = new Map<string, Traits>()
  const merge = (traits: Traits): void => {
    merged.set(traits.name, { ...merged.get(traits.name), ...traits })
  }
  merge({ name: superuser.name, login: true, superuser: true, ...(superuser.password === '' ? {} : { password: superuser.password }) })
  merge({ name: replication.name, login: true, replication: true })
  defaultRoles.forEach(merge)
  for (const { name, password } of [replication, monitor, admin]) if (merged.has(name)) merge({ name, password })
  const certain = new Set(patroni === undefined || provisioning.ownInit !== undefined ? [superuser.name] : merged.keys())
  users.forEach(merge)
  if (provisioning.enabled) for (const { name } of users) certain.add(name)
  const dropped = new Set(provisioning.enabled ? users.flatMap(({ name, state }) => (state === 'absent' ? [name] : [])) : [])
  const present = [...defaultRoles, ...(provisioning.enabled ? users : [])].filter(({ name }) => !dropped.has(name))
  return new Map(
    [...merged.values()].map((traits) => {
      const exists = dropped.has(traits.name) ? 'no' : certain.has(traits.name) ? 'yes' : 'unsaid'
      return [traits.name, accountOf(traits, exists, present, postgres)]
    }),
  )
}

/** A role that the inventory does not name. */
export function stranger(name: string): Account {
  return { name, exists: 'unsaid', login: true, superuser: false, replication: false, connectionLimit: -1, stored: 'unsaid', privileges: new Set([name]) }
}

/** What is known of a role so far; what is absent, nobody said. */
type Traits = Partial<User> & { readonly name: string }

function accountOf(user: Traits, exists: Account['exists'], present: readonly User[], { passwordEncryption, version }: Instance['postgres']): Account {
  const { name, password, validDays, validUntil } = user
  const expiry =
    validDays !== undefined
      ? `${validDays} days after its script ran`
      : validUntil === undefined || /^infinity$/i.test(validUntil)
        ? undefined
        : `on ${validUntil}`
  return {
    name,
    exists,
    login: user.login !== false,
    superuser: user.superuser === true,
    replication: user.replication === true,
    connectionLimit: user.connectionLimit ?? -1,
    stored: storedForm(password, passwordEncryption),
    ...(password === undefined ? {} : { password }),
    ...(expiry === undefined ? {} : { expiry }),
    ...(exists === 'unsaid' ? {} : { roles: rolesOf(name, present) }),
    privileges: inherited(name, present, version),
  }
}

function storedForm(password: string | undefined, encryption: 'scram-sha-256' | 'md5'): Stored {
  if (password === undefined) return 'unsaid'
  if (password === '') return 'none'
  if (isOpaque(password)) return 'sealed'
  if (!isVerifier(password)) return encryption
  return password.startsWith('md5') ? 'md5' : 'scram-sha-256'
}

/** Up to 15 the role says whether it inherits, from 16 on each of its memberships does, and the role only what they begin with. */
function inherited(name: string, users: readonly User[], version: number): ReadonlySet<string> {
  const found = new Set([name])
  for (const member of found)
    for (const user of users)
      if (user.name === member)
        for (const { role, revoked, inherit } of user.memberships) {
          const own = user.inherit !== false
          if (!revoked && (version >= membershipOptionsSince ? (inherit ?? own) : own)) found.add(role)
        }
  return found
}
