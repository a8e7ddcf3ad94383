import { privilegesOn } from '../compat/provisioning.js'
import { defaultNode } from '../inventory/defaults.js'
import type { Span } from '../source/span.js'
import type { Node } from '../syntax/node.js'
import { codes } from './codes.js'
import type { Context } from './context.js'
import { isTooLong, nameBytes } from './server-name.js'

/** What the members of a role, or everybody, get on objects that somebody will make. */
export interface DefaultPrivilege {
  /** SELECT, USAGE ..., or ALL alone. */
  readonly privileges: readonly string[]
  /** TABLES, SEQUENCES, FUNCTIONS, ROUTINES, TYPES or SCHEMAS. */
  readonly objects: string
  /** Role names, or the word PUBLIC as undefined. */
  readonly grantees: readonly (string | undefined)[]
  readonly grantable: boolean
  readonly at: Span
}

/** pg_default_privileges; a text of another shape than GRANT ... ON ... TO ... is reported. */
export function buildPrivileges({ settings, sink }: Context): DefaultPrivilege[] {
  const version = settings.get('pg_version')
  return settings.items('pg_default_privileges').flatMap((node, index) => {
    const parsed = parsePrivilege(node, version)
    if (typeof parsed !== 'string') return [parsed]
    sink.report(codes['default-privilege'], node.at, `pg_default_privileges[${index}] ${parsed}`)
    return []
  })
}

/** What a database owner's objects get where the inventory empties the list: the built-in one. */
export function builtInPrivileges({ settings }: Context): DefaultPrivilege[] {
  const list = defaultNode('pg_default_privileges')
  return (list.kind === 'sequence' ? list.items : []).flatMap((node) => {
    const parsed = parsePrivilege(node, settings.get('pg_version'))
    return typeof parsed === 'string' ? [] : [parsed]
  })
}

/** What was read of each text, by release: all clusters share the built-in list, and those of an inventory its own. */
const known = new WeakMap<Node, Map<number, DefaultPrivilege | string>>()

function parsePrivilege(node: Node, version: number): DefaultPrivilege | string {
  if (node.kind !== 'scalar') return 'must be a text like GRANT SELECT ON TABLES TO dbrole_readonly'
  const releases = known.get(node) ?? new Map<number, DefaultPrivilege | string>()
  known.set(node, releases)
  const parsed = releases.get(version) ?? readGrant(node.text, node.at, version)
  releases.set(version, parsed)
  return parsed
}

/** The entry, or the rest of a sentence that says what is wrong. */
function readGrant(text: string, at: Span, version: number): DefaultPrivilege | string {
  const match = /^\s*GRANT\s+(.+?)\s+ON\s+(\w+)\s+TO\s+(.+?)(\s+WITH\s+GRANT\s+OPTION)?\s*;?\s*$/is.exec(text)
  if (match === null) return `must have the shape GRANT privilege ON class TO role, not \`${text}\``
  const [, given = '', objects = '', roles = '', grantable] = match
  const known = privilegesOn(objects.toUpperCase(), version)
  if (known === undefined) return `grants on ${objects}, and default privileges know TABLES, SEQUENCES, FUNCTIONS, ROUTINES, TYPES and SCHEMAS`
  const privileges = given.split(',').map((word) => word.trim().toUpperCase())
  const all = privileges.length === 1 && /^ALL(\s+PRIVILEGES)?$/.test(privileges[0] ?? '')
  const odd = all ? undefined : privileges.find((privilege) => !known.includes(privilege))
  if (odd !== undefined) return `grants ${odd} on ${objects.toUpperCase()}, which PostgreSQL ${version} does not have: known are ALL, ${known.join(', ')}`
  if (!roleList.test(roles)) return `grants to \`${roles}\`, which is no list of roles: put a name with blanks or quotes in double quotes`
  const grantees = (roles.match(roleItem) ?? []).map(granteeOf)
  if (grantees.some((grantee) => grantee !== undefined && /[\0-\x1f\x7f]/.test(grantee))) return 'grants to a role whose name has a control character'
  const long = grantees.find((grantee) => grantee !== undefined && isTooLong(grantee))
  if (long !== undefined)
    return `grants to a role whose name has more than ${nameBytes} bytes, and PostgreSQL would cut it off: shorten \`${long.slice(0, 40)}...\``
  return { privileges: all ? ['ALL'] : privileges, objects: objects.toUpperCase(), grantees, grantable: grantable !== undefined, at }
}

const role = /(?:GROUP\s+)?(?:"(?:[^"]|"")+"|[^\s",]+)/i.source
const roleItem = new RegExp(role, 'gi')
const roleList = new RegExp(`^${role}(?:\\s*,\\s*${role})*$`, 'i')

/** As SQL reads names: in lower case unless quoted. */
function granteeOf(item: string): string | undefined {
  const text = item.replace(/^GROUP\s+/i, '')
  if (text.startsWith('"')) return text.slice(1, -1).replaceAll('""', '"')
  return text.toUpperCase() === 'PUBLIC' ? undefined : text.toLowerCase()
}
