import type { PlatformName } from '../catalog/compiler.js'
import { invariant } from '../diagnostics/invariant.js'
import type { Versions } from './components.js'

/** Defaults of the catalogue that a platform changes; `{pg_version}` stands for the release. */
export interface PlatformDefaults {
  readonly pg_version?: number
  readonly pg_bin_dir?: string
  readonly pg_dbsu_home?: string
}

/** Their names. */
export const platformDefaultNames = ['pg_version', 'pg_bin_dir', 'pg_dbsu_home'] as const satisfies (keyof PlatformDefaults)[]

/** A named set of versions, and of places that its packages use. */
export interface Platform {
  readonly name: PlatformName
  /** Absent where the machine decides, which facts tell. */
  readonly system?: { readonly packaging: 'rpm' | 'deb'; readonly release: number }
  readonly defaults: PlatformDefaults
  /** Group of the OS user `dnsmasq`. */
  readonly dnsmasqGroup: string
  /** OS user and group of VictoriaMetrics. */
  readonly metricsStore: { readonly owner: string; readonly group: string }
  readonly versions: Versions
}

/** What no distribution has comes from the packages of the reference. */
const reference = { vector: '0.57.0', node_exporter: '1.10.2', pg_exporter: '1.2.0', pgbackrest_exporter: '0.23.0' } as const

const debianPlaces = {
  dnsmasqGroup: 'nogroup',
  metricsStore: { owner: '_victoria-metrics', group: '_victoria-metrics' },
} as const

const debianDirectories = { pg_bin_dir: '/usr/lib/postgresql/{pg_version}/bin', pg_dbsu_home: '/var/lib/postgresql' } as const

/**
 * debian-12, debian-13 and ubuntu-24.04 have the versions of the archives' package lists, without later updates where there are some: what the oldest
 * understands, all do. Their daemons were given our files: debian-12's in the tests, the others' once, when these lines were written. el9 is from
 * documentation: Red Hat's own haproxy, dnsmasq and systemd with all else from PostgreSQL's yum repository, which keeps up with new versions; where a
 * machine differs, the variable of the component (`patroni_version` ...) says so. What a distribution does not package is the reference's.
 */
const platforms: Readonly<Record<PlatformName, Omit<Platform, 'name'>>> = {
  'pigsty-4.5': {
    defaults: {},
    dnsmasqGroup: 'dnsmasq',
    metricsStore: { owner: 'victoria', group: 'infra' },
    versions: {
      patroni: '4.1.4',
      etcd: '3.6.8',
      haproxy: '3.2.0',
      pgbouncer: '1.25.1',
      pgbackrest: '2.60.0',
      'vip-manager': '5.0.0',
      dnsmasq: '2.85',
      'victoria-metrics': '1.130.0',
      systemd: '252',
      ...reference,
    },
  },
  'debian-12': {
    system: { packaging: 'deb', release: 12 },
    defaults: { pg_version: 15, ...debianDirectories },
    ...debianPlaces,
    versions: {
      patroni: '3.0.2',
      etcd: '3.4.23',
      haproxy: '2.6.12',
      pgbouncer: '1.18.0',
      pgbackrest: '2.45',
      'vip-manager': '1.0.2',
      dnsmasq: '2.90',
      'victoria-metrics': '1.79.5',
      systemd: '252',
      ...reference,
    },
  },
  'debian-13': {
    system: { packaging: 'deb', release: 13 },
    defaults: { pg_version: 17, ...debianDirectories },
    ...debianPlaces,
    versions: {
      patroni: '4.0.7',
      etcd: '3.5.16',
      haproxy: '3.0.11',
      pgbouncer: '1.24.1',
      pgbackrest: '2.55.1',
      'vip-manager': '1.0.2',
      dnsmasq: '2.91',
      'victoria-metrics': '1.112.0',
      systemd: '257',
      ...reference,
    },
  },
  'ubuntu-24.04': {
    system: { packaging: 'deb', release: 24 },
    defaults: { pg_version: 16, ...debianDirectories },
    ...debianPlaces,
    versions: {
      patroni: '3.2.2',
      etcd: '3.4.30',
      haproxy: '2.8.5',
      pgbouncer: '1.22.0',
      pgbackrest: '2.50',
      'vip-manager': '1.0.2',
      dnsmasq: '2.90',
      'victoria-metrics': '1.79.14',
      systemd: '255',
      ...reference,
    },
  },
  el9: {
    system: { packaging: 'rpm', release: 9 },
    defaults: { pg_version: 18, pg_bin_dir: '/usr/pgsql-{pg_version}/bin' },
    dnsmasqGroup: 'dnsmasq',
    metricsStore: { owner: 'victoria', group: 'infra' },
    versions: {
      patroni: '4.1.0',
      etcd: '3.6.5',
      haproxy: '2.4.22',
      pgbouncer: '1.25.0',
      pgbackrest: '2.57.0',
      'vip-manager': '4.0.0',
      dnsmasq: '2.85',
      'victoria-metrics': '1.130.0',
      systemd: '252',
      ...reference,
    },
  },
}

/** The platform of a name that the catalogue has let through. */
export function platformNamed(name: string): Platform {
  invariant(isPlatformName(name), `no platform ${name}`)
  return { name, ...platforms[name] }
}

function isPlatformName(name: string): name is PlatformName {
  return Object.hasOwn(platforms, name)
}
