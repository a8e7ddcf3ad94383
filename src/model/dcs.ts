import { endpoint } from '../syntax/address.js'
import type { Context } from './context.js'

/** Where Patroni and vip-manager find each other: etcd, and the place in it that belongs to the cluster. */
export interface Dcs {
  /** `host:port` of every etcd member, in the order of the addresses' text. */
  readonly endpoints: readonly string[]
  /** Begins with one slash, does not end with one: /pg. */
  readonly namespace: string
  /** Patroni's scope: the shard of a Citus cluster, else the cluster's name. Also etcd's user name. */
  readonly scope: string
  readonly password: string
  /** The key that holds the name of the leader. */
  readonly leaderKey: string
}

/** Patroni squeezes slashes; vip-manager compares text. So one spelling for both (KD-60). */
export function buildDcs({ site, cluster, settings }: Context): Dcs {
  const namespace = `/${settings
    .get('pg_namespace')
    .split('/')
    .filter((part) => part !== '')
    .join('/')}`
  const citus = cluster.mode === 'citus'
  const scope = citus ? cluster.shard : cluster.name
  const prefix = `${namespace === '/' ? '' : namespace}/${scope}`
  return {
    endpoints: site.etcd.map((host) => endpoint(host.address, host.etcd?.port ?? settings.get('etcd_port'))),
    namespace,
    scope,
    password: settings.get('pg_etcd_password') || scope,
    leaderKey: citus ? `${prefix}/${cluster.group}/leader` : `${prefix}/leader`,
  }
}
