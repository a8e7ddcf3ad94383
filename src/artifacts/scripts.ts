import type { Instance } from '../model/model.js'
import type { Rights } from './files.js'

/** A script beside an instance: root's, for the database OS user to run and nobody to change. */
export const scriptRights: Rights = { owner: 'root', group: 'postgres', mode: '0750', secret: false }

/** Paths of the scripts that call each other. */
export function scriptsOf({ layout: { bin } }: Instance): { readonly role: string; readonly backup: string; readonly backupInit: string } {
  return { role: `${bin}/pg-role`, backup: `${bin}/pg-backup`, backupInit: `${bin}/pg-backup-init` }
}
