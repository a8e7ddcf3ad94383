import type { Host, Model } from '../model/model.js'
import type { RemoteInstance } from '../model/remotes.js'

/** A remote instance, the host that watches it, and the name of the exporter there: of its unit and of its files. */
export interface Watched {
  readonly host: Host
  readonly remote: RemoteInstance
  readonly name: string
}

/** Every server that an infra node watches, by host and port. */
export function watched({ site }: Model): Watched[] {
  return site.infra.flatMap((host) => (host.infra?.remotes ?? []).map((remote) => ({ host, remote, name: `pg_exporter_${remote.name}` })))
}
