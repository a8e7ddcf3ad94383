import type { Sink } from '../diagnostics/sink.js'
import type { Settings } from '../inventory/settings.js'
import { codes } from './codes.js'
import { type FreeService, readFreeService } from './free-service.js'
import { haproxyTime } from './haproxy-time.js'
import type { Account } from './postgres.js'

/** The HAProxy of one machine, apart from the PostgreSQL services that it offers. */
export interface Balancer {
  /** Who may administrate on the statistics page; absent where the page is open to all, for reading only (KD-15). */
  readonly admin?: Account
  /** Port of the statistics and metrics, on every address. */
  readonly statsPort: number
  /** Path of the metrics, on the same port. */
  readonly metricsPath: string
  /** Idle times as HAProxy writes them: 24h. */
  readonly clientTimeout: string
  readonly serverTimeout: string
  readonly services: readonly FreeService[]
}

/** Undefined where haproxy_enabled is false. */
export function buildBalancer(settings: Settings, sink: Sink): Balancer | undefined {
  if (!settings.get('haproxy_enabled')) return undefined
  const metricsPath = settings.get('exporter_metrics_path')
  if (!metricsPath.startsWith('/') || /\s/.test(metricsPath))
    sink.report(
      codes['balancer-setting'],
      settings.at('exporter_metrics_path'),
      `exporter_metrics_path must begin with / and hold no blank, not \`${metricsPath}\``,
    )
  const admin = readAdmin(settings, sink)
  return {
    ...(admin === undefined ? {} : { admin }),
    statsPort: settings.get('haproxy_exporter_port'),
    metricsPath,
    clientTimeout: readTimeout('haproxy_client_timeout', settings, sink),
    serverTimeout: readTimeout('haproxy_server_timeout', settings, sink),
    services: settings.items('haproxy_services').flatMap((node, index) => readFreeService(node, `haproxy_services[${index}]`, sink) ?? []),
  }
}

/** The name of the machine, which HAProxy bears. */
export function reportNodename(nodename: string, settings: Settings, sink: Sink): void {
  // The name is also a part of the path of the statistics page, where no browser keeps the names of directories as they are.
  if (!/^(?!\.{1,2}$)[A-Za-z0-9_.-]+$/.test(nodename))
    sink.report(
      codes['balancer-setting'],
      settings.at('nodename'),
      `HAProxy takes only letters, digits and - _ . in the name of a node, not \`${nodename}\`: set nodename, or haproxy_enabled to false`,
    )
}

/**
 * The page also has a user `haproxy`, who may only look; two users of one name are refused by HAProxy. A browser sends name and password with
 * a colon between them, so that a name with a colon could never log in (RFC 7617).
 */
function readAdmin(settings: Settings, sink: Sink): Account | undefined {
  if (!settings.get('haproxy_auth_enabled')) return undefined
  const [name, password] = [settings.get('haproxy_admin_username'), settings.get('haproxy_admin_password')]
  if (name === 'haproxy' || !/^[A-Za-z0-9_.@-]+$/.test(name))
    sink.report(
      codes['balancer-setting'],
      settings.at('haproxy_admin_username'),
      name === 'haproxy'
        ? 'haproxy_admin_username must not be haproxy: the statistics page has a reading user of that name'
        : `haproxy_admin_username must hold only letters, digits and - _ . @, not \`${name}\``,
    )
  if (password === '')
    sink.report(codes['balancer-setting'], settings.at('haproxy_admin_password'), 'haproxy_admin_password is empty: set one, or haproxy_auth_enabled to false')
  return { name, password }
}

function readTimeout(parameter: 'haproxy_client_timeout' | 'haproxy_server_timeout', settings: Settings, sink: Sink): string {
  const text = settings.get(parameter)
  const time = haproxyTime(text)
  if (time === undefined)
    sink.report(codes['balancer-setting'], settings.at(parameter), `${parameter} must be a time of less than 25 days, as 30m or 24h, not \`${text}\``)
  return time ?? text
}
