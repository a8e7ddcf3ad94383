import type { Layout } from '../../../model/layout.js'
import type { Instance } from '../../../model/model.js'
import type { Rights } from '../../files.js'

/** A script of SQL is for the superuser's eyes, since any of them may hold passwords. */
export function scriptRights({ postgres }: Instance): Rights {
  return { owner: postgres.superuser.name, group: 'postgres', mode: '0640', secret: true }
}

export const userScript = ({ tmp }: Layout, user: string): string => `${tmp}/pg-user-${user}.sql`
export const databaseScript = ({ tmp }: Layout, database: string): string => `${tmp}/pg-db-${database}.sql`
/** Delivered by the operator: the content of a baseline is not in the inventory. */
export const baselineScript = ({ tmp }: Layout, database: string): string => `${tmp}/pg-db-${database}-baseline.sql`
