import { bindWords } from '../../model/bind.js'
import { defineArtifact } from '../artifact.js'
import { open } from '../files.js'

/** `statsBind` is the words after `bind`; times are HAProxy's own texts; `admin` is absent where the statistics page is open to all. */
interface View {
  readonly nodename: string
  readonly clientTimeout: string
  readonly serverTimeout: string
  readonly statsBind: readonly string[]
  readonly statsPath: string
  readonly metricsPath: string
  readonly admin?: { readonly name: string; readonly password: string }
}

/**
 * The base of a machine's HAProxy: limits, default timeouts and the page with statistics and metrics. The services are files of their
 * own in conf.d, which HAProxy reads after this one. The page's second user, haproxy, may only look.
 */
export const haproxyCfg = defineArtifact<View>({
  id: 'haproxy/haproxy.cfg',
  component: 'haproxy',
  format: 'haproxy',
  impact: { action: 'reload', unit: 'haproxy.service' },
  uses: [
    'haproxy_enabled',
    'haproxy_auth_enabled',
    'haproxy_admin_username',
    'haproxy_admin_password',
    'haproxy_client_timeout',
    'haproxy_server_timeout',
    'haproxy_exporter_port',
    'exporter_metrics_path',
    'nodename',
    'node_id_from_pg',
    'pg_cluster',
    'pg_instances',
    'pg_seq',
  ],
  each: 'host',
  files: (model) =>
    model.hosts.flatMap((host) => {
      const { balancer } = host
      if (balancer === undefined) return []
      const { admin, clientTimeout, serverTimeout, metricsPath, statsPort } = balancer
      return {
        host: host.name,
        path: '/etc/haproxy/haproxy.cfg',
        // HAProxy reads it before it gives up root's rights, and again at every reload.
        ...(admin === undefined ? open : { owner: 'root', group: 'haproxy', mode: '0640', secret: true }),
        at: host.at,
        view: {
          nodename: host.nodename,
          clientTimeout,
          serverTimeout,
          statsBind: bindWords(host, '*', statsPort),
          statsPath: `/haproxy/${host.nodename}/`,
          metricsPath,
          ...(admin === undefined ? {} : { admin }),
        },
      }
    }),
  content: ({ nodename, clientTimeout, serverTimeout, statsBind, statsPath, metricsPath, admin }) => [
    {
      head: ['global'],
      lines: [
        ['user', 'haproxy'],
        ['group', 'haproxy'],
        ['node', nodename],
        ['pidfile', '/var/run/haproxy.pid'],
        ['stats', 'socket', '/var/run/haproxy.sock', 'mode', '600', 'level', 'admin'],
        ['maxconn', '65535'],
      ],
    },
    {
      head: ['defaults'],
      lines: [
        ['mode', 'tcp'],
        ['retries', '3'],
        ['timeout', 'queue', '3s'],
        ['timeout', 'connect', '3s'],
        ['timeout', 'client', clientTimeout],
        ['timeout', 'server', serverTimeout],
        ['timeout', 'check', '3s'],
      ],
    },
    ...(admin === undefined
      ? []
      : [
          {
            head: ['userlist', 'stats-auth'],
            lines: [
              ['group', 'admin', 'users', admin.name],
              ['user', admin.name, 'insecure-password', admin.password],
              ['group', 'readonly', 'users', 'haproxy'],
              ['user', 'haproxy', 'insecure-password', 'haproxy'],
            ],
          },
        ]),
    {
      head: ['listen', 'stats'],
      lines: [
        ['bind', ...statsBind],
        ['mode', 'http'],
        ['stats', 'enable'],
        ['stats', 'hide-version'],
        ['stats', 'uri', statsPath],
        ['stats', 'refresh', '30s'],
        ['stats', 'show-node'],
        ...(admin === undefined
          ? []
          : [
              ['acl', 'AUTH', 'http_auth(stats-auth)'],
              ['acl', 'AUTH_ADMIN', 'http_auth_group(stats-auth)', 'admin'],
              ['stats', 'http-request', 'auth', 'unless', 'AUTH'],
              ['stats', 'admin', 'if', 'AUTH_ADMIN'],
            ]),
        ['http-request', 'use-service', 'prometheus-exporter', 'if', '{', 'path', metricsPath, '}'],
      ],
    },
  ],
})
