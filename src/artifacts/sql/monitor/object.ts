import { list, name, type Statement, sql, word } from '../../statement.js'

/** One object of schema monitor. It is made again by every run, so that a new address or column gets there. */
export interface MonitoringObject {
  readonly kind: 'VIEW' | 'FOREIGN TABLE' | 'FUNCTION'
  /** Our own text, in schema monitor; with the types of its arguments for a function. */
  readonly signature: string
  readonly create: Statement
  /** Whether pg_monitor may use it. */
  readonly monitors: boolean
  /** Built-in groups that must not use it, although default privileges let them; everybody else is kept out as well where there are any. */
  readonly barred: readonly string[]
}

export const readers = ['dbrole_readonly', 'dbrole_offline']
export const writers = [...readers, 'dbrole_readwrite']
export const everyGroup = [...writers, 'dbrole_admin']

/** Statements that make the objects and say who may use them. Functions are replaced, since views depend on them. */
export function objectStatements(objects: readonly MonitoringObject[], roles: ReadonlySet<string>): Statement[] {
  const dropped = [...objects].reverse().filter(({ kind }) => kind !== 'FUNCTION')
  return [
    ...dropped.map(({ kind, signature }) => sql`DROP ${word(kind)} IF EXISTS monitor.${word(signature)}`),
    ...objects.flatMap(({ create, ...object }) => [create, ...rightsOf(object, roles)]),
  ]
}

function rightsOf({ kind, signature, monitors, barred }: Omit<MonitoringObject, 'create'>, roles: ReadonlySet<string>): Statement[] {
  const [noun, right] = kind === 'FUNCTION' ? ['FUNCTION', 'EXECUTE'] : ['TABLE', 'SELECT']
  const target = sql`${word(noun)} monitor.${word(signature)}`
  const groups = barred.filter((role) => roles.has(role)).map(name)
  return [
    ...(barred.length === 0 ? [] : [sql`REVOKE ALL ON ${target} FROM ${list([word('PUBLIC'), ...groups])}`]),
    ...(monitors ? [sql`GRANT ${word(right)} ON ${target} TO pg_monitor`] : []),
  ]
}
