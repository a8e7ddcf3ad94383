import type { Host, Instance } from '../model/model.js'
import type { Span } from '../source/span.js'
import type { FileSpec } from './artifact.js'

/** Who owns a file and may read it. */
export interface Rights {
  readonly owner: string
  readonly group: string
  readonly mode: string
  readonly secret: boolean
}

/** Of root, for everybody to read: units, profiles, most of /etc. */
export const open: Rights = { owner: 'root', group: 'root', mode: '0644', secret: false }

/** Of root alone. */
export const rootOnly: Rights = { owner: 'root', group: 'root', mode: '0600', secret: false }

/** Of the database OS user alone. The group of that user is always `postgres`, whatever the user is called. */
export function serverOnly(instance: Instance, secret: boolean): Rights {
  return { owner: instance.postgres.superuser.name, group: 'postgres', mode: '0600', secret }
}

/** A file of an instance on the instance's own host. */
export function instanceFile<View>(instance: Instance, path: string, rights: Rights, view: View): FileSpec<View> {
  return { host: instance.host.name, path, ...rights, instance: instance.name, at: instance.at, view }
}

/** A file of a host; `at` is the host unless something narrower asks for the file. */
export function hostFile<View>(host: Host, path: string, rights: Rights, view: View, at: Span = host.at): FileSpec<View> {
  return { host: host.name, path, ...rights, at, view }
}
