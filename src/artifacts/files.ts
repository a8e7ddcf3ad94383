import type { Daemon } from '../model/layout.js'
import type { Host, Instance } from '../model/model.js'
import type { Span } from '../source/span.js'
import type { FileSpec, Scopes } from './artifact.js'

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

/** A file of an instance on the instance's own host. `daemon` is the one whose unit a change of it concerns, where that is one of the instance's. */
export function instanceFile<View>(instance: Instance, path: string, rights: Rights, view: View, daemon?: Daemon): FileSpec<View> {
  const { host, layout, name, at } = instance
  const unit = daemon === undefined || !layout.shared ? {} : { unit: layout.units[daemon] }
  return { host: host.name, path, ...rights, instance: name, ...unit, at, view }
}

/** A file in the directory of units. */
export function unitPath({ layout }: Instance, daemon: Daemon): string {
  return `/etc/systemd/system/${layout.units[daemon]}`
}

/** The instances of each host that has any, by port: for files of which a host has one, whatever it runs. */
export function instancesByHost({ clusters }: Scopes['neighbours']): (readonly [first: Instance, ...others: Instance[]])[] {
  const hosts = new Map<string, [Instance, ...Instance[]]>()
  for (const instance of clusters.flatMap(({ instances }) => instances)) {
    const together = hosts.get(instance.host.name)
    if (together === undefined) hosts.set(instance.host.name, [instance])
    else together.push(instance)
  }
  for (const together of hosts.values()) together.sort((a, b) => a.postgres.port - b.postgres.port)
  return [...hosts.values()]
}

/** A file of which a host has one for all of its instances; it belongs to the only one. */
export function commonFile<View>([first, ...others]: readonly [Instance, ...Instance[]], path: string, rights: Rights, view: View): FileSpec<View> {
  return others.length === 0 ? instanceFile(first, path, rights, view) : hostFile(first.host, path, rights, view, first.at)
}

/** A file of a host; `at` is the host unless something narrower asks for the file. */
export function hostFile<View>(host: Host, path: string, rights: Rights, view: View, at: Span = host.at): FileSpec<View> {
  return { host: host.name, path, ...rights, at, view }
}
