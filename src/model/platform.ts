import type { Facts } from '../catalog/facts.js'
import { type Component, components } from '../compat/components.js'
import { type Platform, platformNamed } from '../compat/platforms.js'
import { neededVersion } from '../compat/understands.js'
import type { Sink } from '../diagnostics/sink.js'
import type { Settings } from '../inventory/settings.js'
import type { Span } from '../source/span.js'
import { codes } from './codes.js'

/** What the files of a host are made for. */
export interface HostPlatform extends Platform {
  /** Where pgcompile_target stands. */
  readonly at: Span
}

/** The variables that put a version in the place of the platform's own. */
const versionParameters = {
  patroni: 'patroni_version',
  etcd: 'etcd_version',
  haproxy: 'haproxy_version',
  pgbouncer: 'pgbouncer_version',
  pgbackrest: 'pgbackrest_version',
  'vip-manager': 'vip_manager_version',
  dnsmasq: 'dnsmasq_version',
  'victoria-metrics': 'vmetrics_version',
  vector: 'vector_version',
  systemd: 'systemd_version',
} as const satisfies Partial<Record<Component, string>>

const overridable = Object.keys(versionParameters) as (keyof typeof versionParameters)[]

/** The platform that the variables of a host say. */
export function buildPlatform(settings: Settings, sink: Sink): Platform {
  const platform = platformNamed(settings.get('pgcompile_target'))
  const versions: Record<Component, string> = { ...platform.versions }
  for (const component of overridable) {
    const parameter = versionParameters[component]
    const version = settings.get(parameter)
    if (version === undefined || version === '') continue
    const oldest = neededVersion(component, version)
    if (oldest !== undefined)
      sink.report(
        codes['target-cannot'],
        settings.at(parameter),
        `${parameter} must be ${oldest} or later, not ${version}: files need what ${components[component].title} ${oldest} has`,
      )
    else versions[component] = version
  }
  return { ...platform, versions }
}

/** What the facts say of the system must agree with it. */
export function reportOtherSystem({ name, system }: Platform, known: Facts, settings: Settings, sink: Sink): void {
  if (system === undefined) return
  const other =
    known.os_package !== undefined && known.os_package !== system.packaging
      ? `its packages are ${known.os_package}, not ${system.packaging}`
      : known.os_version !== undefined && known.os_version !== system.release
        ? `its release is ${known.os_version}, not ${system.release}`
        : undefined
  if (other !== undefined)
    sink.report(
      codes['target-differs'],
      settings.at('pgcompile_target'),
      `files are made for ${name}, and the facts of the machine say that ${other}: correct one of them`,
    )
}
