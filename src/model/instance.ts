import type { Context } from './context.js'
import { buildDcs } from './dcs.js'
import type { Cluster, Instance } from './model.js'
import { buildPostgres } from './postgres.js'
import { buildUpstream } from './upstream.js'

/** Puts an instance together from its parts. `cluster` is still being filled: parts look at `context.cluster` instead. */
export function buildInstance(context: Context, cluster: Cluster): Instance {
  const { name, seq, role, host, at } = context.member
  const upstream = buildUpstream(context)
  return {
    name,
    seq,
    role,
    host,
    cluster,
    at,
    ...(upstream === undefined ? {} : { upstream }),
    postgres: buildPostgres(context),
    dcs: buildDcs(context),
  }
}
