import type { SettingContext } from '../settings/setting.js'
import { settingFacts, settledReleases } from '../settings/settings.js'
import { extensionSettings } from './extension-settings.js'

/** From when on a changed setting counts; the strictest of all known releases where the release is not known. Undefined where nobody knows the setting. */
export function contextOf(name: string, release: number | undefined): SettingContext | undefined {
  if (name.includes('.')) return Object.hasOwn(extensionSettings, name) ? extensionSettings[name] : undefined
  if (release !== undefined) return settingFacts(name, release)?.context
  const releases = Array.from({ length: settledReleases.last - settledReleases.first + 1 }, (_, index) => settledReleases.first + index)
  const contexts = releases.map((each) => settingFacts(name, each)?.context)
  return strictness.find((context) => contexts.includes(context))
}

const strictness: readonly SettingContext[] = ['internal', 'postmaster', 'sighup', 'superuser-backend', 'backend', 'superuser', 'user']

/**
 * Settings that a standby needs at least as high as its primary, with the values that Patroni takes where nobody gives any.
 * Source: Patroni's documentation, "PostgreSQL parameters that touch shared memory"; PostgreSQL's, "Hot Standby, Administrator's Overview".
 */
export const sharedMemorySettings: Readonly<Record<string, number>> = {
  max_connections: 100,
  max_locks_per_transaction: 64,
  max_prepared_transactions: 0,
  max_wal_senders: 10,
  max_worker_processes: 8,
}

/** What may keep a server from starting with a new value. Source: PostgreSQL's documentation of each. */
export const startConditions: Readonly<Record<string, string>> = {
  huge_pages: "with 'on' the server does not start unless the kernel has enough huge pages",
  max_replication_slots: 'the server does not start while it has more slots than this',
  max_wal_senders: 'replicas, backups and slots in use need one each',
  shared_buffers: 'the server does not start unless the machine has that much memory, and huge pages for it where they are forced',
  shared_preload_libraries: 'the server does not start where a library is missing: install it on every member first',
  wal_level: 'the server does not start below logical while it has logical replication slots',
}
