import { titleOf, understands } from '../compat/understands.js'
import { endpoint } from '../syntax/address.js'
import { codes } from './codes.js'
import type { Context } from './context.js'

/** Where Patroni and vip-manager find each other: etcd, and the place in it that belongs to the cluster. */
export interface Dcs {
  /** The section of patroni.yml: etcd3 speaks the v3 API of etcd, etcd the v2 API. */
  readonly api: 'etcd' | 'etcd3'
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
export function buildDcs(context: Context): Dcs {
  const { site, cluster, settings } = context
  const namespace = `/${settings
    .get('pg_namespace')
    .split('/')
    .filter((part) => part !== '')
    .join('/')}`
  const citus = cluster.mode === 'citus'
  const scope = citus ? cluster.shard : cluster.name
  const prefix = `${namespace === '/' ? '' : namespace}/${scope}`
  return {
    api: apiOf(context),
    endpoints: site.etcd.map((host) => endpoint(host.address, host.etcd?.port ?? settings.get('etcd_port'))),
    namespace,
    scope,
    password: settings.get('pg_etcd_password') || scope,
    leaderKey: citus ? `${prefix}/${cluster.group}/leader` : `${prefix}/leader`,
  }
}

/** Old versions of vip-manager read the v2 API, and see nothing of what goes through v3. All members with one scope need the same. */
function apiOf({ site, cluster, shardMembers, settings, sink }: Context): Dcs['api'] {
  const follower = shardMembers.find(({ host, settings: own }) => own.get('pg_vip_enabled') && !understands(host.platform, 'vip-manager', "etcd's v3 API"))
  if (follower === undefined) return 'etcd3'
  const without = site.etcd.find(({ platform }) => !understands(platform, 'etcd', 'enable-v2'))
  if (without === undefined) return 'etcd'
  sink.report(
    codes['target-cannot'],
    settings.at('pg_vip_enabled'),
    `the VIP of ${cluster.name} cannot follow its primary: ${titleOf(follower.host.platform, 'vip-manager')} reads the v2 API of etcd only, which ${titleOf(without.platform, 'etcd')} of ${without.name} does not have; vip-manager 2.0 reads v3`,
  )
  return 'etcd3'
}
