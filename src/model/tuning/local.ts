import type { Context } from '../context.js'
import type { SettingGroup } from './settings.js'

/**
 * Settings that name files of the instance. In etcd they have the values of a member that has its host alone, whoever creates the cluster; one
 * beside others says its own, which win on that member. None where the instance has its host alone.
 */
export function localSettings(context: Context, tuned: readonly SettingGroup[]): Readonly<Record<string, string>> {
  const { settings, layout } = context
  const { shared, certificate, bin } = layout
  if (!shared) return {}
  const own = {
    archive_command: archiveCommand(context.cluster.name, layout.pgbackrestConfig),
    log_directory: settings.get('pg_log_dir'),
    'pgsodium.getkey_script': `${bin}/pgsodium_getkey`,
    ssl_ca_file: certificate.ca,
    ssl_cert_file: certificate.cert,
    ssl_key_file: certificate.key,
  }
  const known = new Set(tuned.flatMap((group) => Object.keys(group.settings)))
  return Object.fromEntries(Object.entries(own).filter(([name]) => known.has(name)))
}

/** Ships a WAL segment. pgBackRest finds the configuration of a host's only instance by itself. */
export function archiveCommand(stanza: string, config?: string): string {
  return `pgbackrest${config === undefined ? '' : ` --config=${config}`} --stanza=${stanza} archive-push %p`
}
