import { knownReleases } from '../compat/postgresql.js'
import type { Span } from '../source/span.js'
import { codes } from './codes.js'
import type { Context } from './context.js'
import { kinds, type Parts } from './parts.js'
import { type InitdbOption, initdbOptions } from './tuning/initdb.js'
import { archiveCommand } from './tuning/local.js'
import { type Profile, profileOf } from './tuning/profile.js'
import type { TuningInput } from './tuning/rule.js'
import { type SettingGroup, topics, tunedSettings } from './tuning/settings.js'
import { type SizeInput, sizesOf } from './tuning/sizes.js'

/** How a server is created and tuned: what follows from its profile, its release and its machine. */
export interface Tuning extends Tuned {
  /** Where pg_conf stands. */
  readonly confAt: Span
  /** Where pg_shared_buffer_ratio stands. */
  readonly bufferShareAt: Span
  /** Where pg_version stands. */
  readonly versionAt: Span
}

/** The same without places, which instances may have in common. */
export interface Tuned {
  readonly profile: Profile
  /** The profile as pg_conf names it: oltp.yml. */
  readonly conf: string
  /** The text of shared_preload_libraries. */
  readonly libraries: string
  /** The share of memory for shared_buffers. */
  readonly bufferShare: number
  /** What the sizes among the settings follow from. */
  readonly sizing: SizeInput
  readonly settings: readonly SettingGroup[]
  /** Settings that Patroni would not hand over, and that are left out for it. */
  readonly lost: readonly string[]
  readonly initdb: readonly InitdbOption[]
}

/** PostgreSQL's own limit. */
const mostConnections = 262143

/** `cronDatabase` is what pg_parameters says of it: Patroni must know it too. The stanza is left empty, for `ofStanza`, so that clusters share the rest. */
export function buildTuning(context: Context, cronDatabase: string | undefined, parts: Parts): Tuned {
  const { settings, common, mode, hardware, platform } = context
  const version = settings.get('pg_version')
  const profile = profileOf(settings.get('pg_conf'))
  const bufferShare = settings.get('pg_shared_buffer_ratio')
  const libraries = libraryText(context)
  reportLimits(context)
  const sizing: SizeInput = {
    profile,
    hardware,
    connections: settings.get('pg_max_conn'),
    // Without a pool the clients come straight to the server (KD-02).
    pooled: settings.get('pg_default_service_dest') === 'pgbouncer' && settings.get('pgbouncer_enabled'),
    bufferShare,
    libraries,
  }
  const sizes = parts.intern('sizes', sizesOf(sizing), kinds)
  const input: TuningInput = {
    version,
    patroni: platform.versions.patroni,
    profile,
    mode,
    sizes,
    libraries,
    storage: settings.get('pg_storage_type') === 'SSD' ? 'SSD' : 'HDD',
    ioMethod: ioMethod(context),
    passwordEncryption: settings.get('pg_pwd_enc'),
    logDirectory: common.get('pg_log_dir'),
    cronDatabase: cronDatabase ?? settings.get('pg_primary_db'),
    stanza: settings.get('pgbackrest_enabled') ? '' : undefined,
  }
  const groups = topics.map((topic) => parts.ofInput(topic, input, (watched) => tunedSettings(topic, watched)))
  return {
    profile,
    conf: settings.get('pg_conf'),
    libraries,
    bufferShare,
    sizing,
    settings: groups,
    lost: groups.flatMap(({ lost }) => lost),
    initdb: initdbOptions(settings, version, profile),
  }
}

/** The settings for the cluster of this name: it is pgBackRest's stanza. */
export function ofStanza(groups: readonly SettingGroup[], name: string): readonly SettingGroup[] {
  return groups.map((group) =>
    Object.hasOwn(group.settings, 'archive_command') ? { ...group, settings: { ...group.settings, archive_command: archiveCommand(name) } } : group,
  )
}

function reportLimits({ settings, sink }: Context): void {
  const version = settings.get('pg_version')
  if (version < knownReleases.first)
    sink.report(
      codes['server-release'],
      settings.at('pg_version'),
      `pg_version must be ${knownReleases.first} or later, not ${version}: older servers do not know max_slot_wal_keep_size and others that are always set`,
    )
  const connections = settings.get('pg_max_conn')
  if (connections !== 'auto' && connections > mostConnections)
    sink.report(codes['server-limit'], settings.at('pg_max_conn'), `pg_max_conn must be at most ${mostConnections}, not ${connections}`)
  const share = settings.get('pg_shared_buffer_ratio')
  if (share <= 0 || share >= 1)
    sink.report(
      codes['server-limit'],
      settings.at('pg_shared_buffer_ratio'),
      `pg_shared_buffer_ratio must be a share of memory between 0 and 1, as 0.25, not ${share}: the server would have no buffers, or the system no memory`,
    )
}

/** The libraries in one text; a quote or a backslash in it is none of a library's name. */
function libraryText({ settings, sink }: Context): string {
  const libraries = settings.get('pg_libs')
  const odd = libraries
    .split(',')
    .map((name) => name.trim())
    .find((name) => /['"\\]/.test(name))
  if (odd !== undefined)
    sink.report(
      codes['server-library'],
      settings.at('pg_libs'),
      `pg_libs must list names of libraries with commas between them, and \`${odd}\` is no such name`,
    )
  return libraries
}

/** io_uring needs a kernel and packages that have it: Debian's family, and the tenth release of Red Hat's. */
function ioMethod({ settings, hardware }: Context): string {
  const method = settings.get('pg_io_method')
  const { packaging, osVersion } = hardware
  return method === 'auto' ? (packaging === 'deb' || osVersion >= 10 ? 'io_uring' : 'worker') : method
}
