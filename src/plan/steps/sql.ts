import { databaseScript, userScript } from '../../artifacts/sql/parts/script.js'
import { quoteShell } from '../../emit/quote/shell.js'
import type { Database } from '../../model/database.js'
import type { Instance } from '../../model/model.js'
import type { User } from '../../model/user.js'
import type { PlannedFile } from '../plan.js'
import { extract, psql } from './commands.js'
import type { Member } from './scene.js'
import type { Draft } from './step.js'

/**
 * Runs on the primary what differs of its scripts: roles and templates, then users, then databases, in the order of the inventory.
 * `early`: before Patroni gets to know new passwords, which the server must have first.
 */
export function sqlSteps({ before, after: primary }: Member, files: readonly PlannedFile[], early: boolean): readonly Draft[] {
  const { layout, cluster } = primary
  const differs = (path: string): boolean =>
    files.some(({ file, changes }) => file.path === path && (file.kind === 'added' || (file.kind === 'changed' && changes.length > 0)))
  const at = { host: primary.host.name, lanes: [cluster.name] } as const
  // Where its port changes, too, it still has the old one.
  const server = early ? before : primary
  const drafts: Omit<Draft, 'phase' | 'turn'>[] = []
  if (['pg-init-roles.sql', 'pg-init-template.sql'].some((name) => differs(`${layout.tmp}/${name}`)))
    drafts.push({
      ...at,
      id: `pg-init-${cluster.name}`,
      command: quoteShell(`${layout.bin}/pg-init`),
      why: 'roles of the system and what new databases begin with: the server has them before anybody logs in with them',
      verify: 'it ends with status 0',
      undo: 'take the files back, then the same command; what was granted stays',
    })
  for (const user of primary.users) {
    const path = userScript(layout, user.name)
    if (differs(path)) drafts.push({ ...at, id: `sql-user-${user.name}@${cluster.name}`, command: run(server, path), ...userText(user, before, path) })
  }
  for (const database of primary.databases) {
    const path = databaseScript(layout, database.name)
    if (differs(path))
      drafts.push({ ...at, id: `sql-database-${database.name}@${cluster.name}`, command: run(server, path), ...databaseText(database, before) })
  }
  return drafts.map((draft, index): Draft => ({ ...draft, phase: early ? 'server' : 'sql', turn: early ? 3 + index / 1000 : index }))
}

function run(primary: Instance, path: string): string {
  return psql(primary, '-q -v ON_ERROR_STOP=1', '-f', quoteShell(path))
}

function userText({ name, state }: User, before: Instance, path: string): Pick<Draft, 'why' | 'verify' | 'undo'> {
  const known = before.users.find((user) => user.name === name)
  const verify = `psql -c '\\du' lists ${name} as the inventory has it`
  if (state === 'absent')
    return {
      why: `role ${name} is dropped; it must own nothing any more`,
      verify: `psql -c '\\du' no longer lists ${name}`,
      undo: 'none for its grants: make the role again',
    }
  if (known === undefined) return { why: `role ${name} is made, before the pool offers it`, verify, undo: `DROP ROLE, while ${name} owns nothing` }
  return {
    why: `role ${name}: what differs is altered; a new password holds at once for connections that begin: applications and pools have to follow, what is connected stays`,
    verify: `psql -c '\\du' lists ${name} as the inventory has it; where its password is new, a login with it succeeds`,
    undo: `${extract('old', [path])}\n${run(before, path)}`,
  }
}

function databaseText({ name, state }: Database, before: Instance): Pick<Draft, 'why' | 'verify' | 'undo'> {
  const known = before.databases.some((database) => database.name === name)
  if (state === 'absent')
    return {
      why: `DATABASE ${name} IS DROPPED, with all that is in it`,
      verify: `psql -l no longer lists ${name}`,
      undo: 'none but a restore: take a backup before',
    }
  if (state === 'recreate')
    return { why: `DATABASE ${name} IS EMPTIED: its state is recreate`, verify: `psql -l lists ${name}`, undo: 'none but a restore: take a backup before' }
  return known
    ? {
        why: `database ${name}: what differs is altered`,
        verify: `psql -l lists ${name} as the inventory has it`,
        undo: 'take the files back, then the same command; what was made stays',
      }
    : { why: `database ${name} is made, before the pool offers it`, verify: `psql -l lists ${name}`, undo: 'DROP DATABASE, while nothing of worth is in it' }
}
