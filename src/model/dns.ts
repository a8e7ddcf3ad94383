import type { Span } from '../source/span.js'
import { type Address, parseAddress } from '../syntax/address.js'
import { codes } from './codes.js'
import type { Context } from './context.js'
import type { Vip } from './vip.js'

/** What the name service of the infra nodes says about the cluster of an instance. */
export interface Dns {
  /** Name of the cluster's record. */
  readonly name: string
  /** Where pg_dns_target or pg_dns_suffix stands, else the name of the cluster. */
  readonly at: Span
  /** What it resolves to; undefined where the cluster wants no record. */
  readonly target?: Address
}

/** Undefined where the instance registers no names. All members of a cluster agree on the rest. */
export function buildDns(context: Context, vip: Vip | undefined): Dns | undefined {
  const { settings, sink, cluster } = context
  if (!settings.get('dns_enabled')) return undefined
  const target = readTarget(context, vip)
  const name = dnsName(cluster.name, settings.get('pg_dns_suffix'))
  if (!isDnsName(name))
    sink.report(
      codes['dns-name'],
      settings.at(settings.isSet('pg_dns_suffix') && isDnsName(cluster.name) ? 'pg_dns_suffix' : 'pg_cluster'),
      `the cluster's DNS name would be \`${name}\`, which is none: labels have 1 to 63 letters, digits and inner hyphens, and all together at most 253 characters`,
    )
  const at = settings.at((['pg_dns_target', 'pg_dns_suffix'] as const).find((parameter) => settings.isSet(parameter)) ?? 'pg_cluster')
  return { name, at, ...(target === undefined ? {} : { target }) }
}

/** The dot between a name and a suffix belongs to neither (KD-06). */
export function dnsName(name: string, suffix: string): string {
  return suffix === '' || suffix.startsWith('.') ? `${name}${suffix}` : `${name}.${suffix}`
}

/** Labels of letters, digits and inner hyphens, with or without the root's final dot. */
export function isDnsName(text: string): boolean {
  return text.length <= 253 && text.split('.').every((label) => label.length <= 63 && /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/.test(label))
}

/** The same, and underscores, which names of machines often have. */
export function isRecordName(text: string): boolean {
  return isDnsName(text.replaceAll('_', 'x'))
}

function readTarget({ settings, cluster, sink }: Context, vip: Vip | undefined): Address | undefined {
  const primary = cluster.primary.host.address
  const target = settings.get('pg_dns_target')
  const given = parseAddress(target)
  if (given !== undefined) return given
  if (target === 'auto') return vip?.address ?? primary
  if (target === 'primary') return primary
  if (target === 'none') return undefined
  if (target === 'vip') {
    if (!settings.get('pg_vip_enabled'))
      sink.report(
        codes['dns-target'],
        settings.at('pg_dns_target'),
        `pg_dns_target is vip, and cluster ${cluster.name} has none: set pg_vip_enabled, or use auto or primary`,
      )
    return vip?.address
  }
  sink.report(
    codes['dns-target'],
    settings.at('pg_dns_target'),
    `pg_dns_target must be auto, primary, vip, none or an IP address without prefix length, not \`${target}\``,
  )
  return undefined
}
