import type { Database } from '../model/database.js'
import type { Instance } from '../model/model.js'
import type { Account } from './accounts.js'
import { denied, every, fine, type Outcome, unknown } from './passage.js'

/** What the server asks after authentication: role, then replication or database. `primary`: whose scripts made them. */
export function admission(account: Account, database: string, replication: boolean, primary: Instance): Outcome {
  return every([ofRole(account), replication ? ofReplication(account) : ofDatabase(account, database, primary)])
}

function ofRole({ name, exists, login, superuser, connectionLimit }: Account): Outcome {
  if (exists === 'no') return denied(`role ${name} does not exist: the inventory drops it`)
  if (exists === 'unsaid') return unknown(`the inventory does not say that there is a role ${name}`)
  if (!login) return denied(`role ${name} may not log in`)
  return connectionLimit === 0 && !superuser ? denied(`role ${name} may have no connection: its connlimit is 0`) : fine
}

function ofReplication({ name, superuser, replication }: Account): Outcome {
  return superuser || replication ? fine : denied(`role ${name} has not the right to replicate`)
}

function ofDatabase(account: Account, name: string, primary: Instance): Outcome {
  const database = primary.databases.find((known) => known.name === name)
  if (name === 'template0' && database?.allowConnections !== true) return denied('database template0 lets nobody in')
  const builtIn = ['postgres', 'template0', 'template1'].includes(name)
  if (database === undefined) return builtIn ? fine : unknown(`the inventory does not say that there is a database ${name}`)
  if (!primary.provisioning.enabled) return builtIn ? fine : unknown(`whether database ${name} was made: pg_provision is false`)
  if (database.state === 'absent') return denied(`database ${name} does not exist: the inventory drops it`)
  if (database.allowConnections === false) return denied(`database ${name} lets nobody in: its allowconn is false`)
  if (account.superuser) return fine
  if (database.connectionLimit === 0) return denied(`database ${name} takes no connection: its connlimit is 0`)
  return mayConnect(account, database, primary) ? fine : denied(`role ${account.name} has not the right to connect to database ${name}: its revokeconn is true`)
}

/** CONNECT belongs to everybody, unless it was taken away: then to the owner and the users of the system. */
function mayConnect({ privileges }: Account, { owner, revokeConnect }: Database, { postgres }: Instance): boolean {
  if (revokeConnect !== true) return true
  const { superuser, replication, monitor, admin } = postgres
  return [owner ?? superuser.name, replication.name, monitor.name, admin.name].some((holder) => privileges.has(holder))
}
