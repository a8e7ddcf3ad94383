import { bindWords } from '../../model/bind.js'
import type { ServiceServer } from '../../model/service.js'
import { endpoint } from '../../syntax/address.js'
import { defineArtifact } from '../artifact.js'

/** Lists of text are the words of a line. */
interface View {
  readonly proxy: string
  readonly bind: readonly string[]
  readonly maxConnections: number
  readonly balance: readonly string[]
  readonly check: string
  readonly defaultServer: readonly string[]
  readonly servers: readonly { readonly name: string; readonly words: readonly string[] }[]
}

/**
 * A service of a PostgreSQL cluster: one port that leads to the members whose Patroni answers the check with status 200.
 * The file is on every member, or on the hosts of the cluster's service provider. Which other parameters matter is up to the selectors.
 */
export const serviceCfg = defineArtifact<View>({
  id: 'haproxy/service.cfg',
  component: 'haproxy',
  format: 'haproxy',
  impact: { action: 'reload', unit: 'haproxy.service' },
  uses: [
    'haproxy_enabled',
    'pg_cluster',
    'pg_instances',
    'pg_seq',
    'pg_role',
    'pg_offline_query',
    'pg_default_services',
    'pg_services',
    'pg_service_provider',
    'pg_default_service_dest',
    'pg_weight',
    'pg_port',
    'pgbouncer_enabled',
    'pgbouncer_port',
    'patroni_enabled',
    'patroni_mode',
    'patroni_port',
    'patroni_ssl_enabled',
    'pg_rto',
    'pg_rto_plan',
  ],
  each: 'service',
  files: (model) =>
    model.services.map(({ host, proxy, at, address, port, maxConnections, balance, check, defaultServer, servers }) => ({
      host: host.name,
      path: `/etc/haproxy/conf.d/${proxy}.cfg`,
      owner: 'root',
      group: 'root',
      mode: '0644',
      secret: false,
      at,
      view: {
        proxy,
        bind: bindWords(host, address, port),
        maxConnections,
        balance,
        check,
        defaultServer,
        servers: servers.map((server) => ({ name: server.instance.name, words: serverWords(server) })),
      },
    })),
  content: ({ proxy, bind, maxConnections, balance, check, defaultServer, servers }) => [
    {
      head: ['listen', proxy],
      lines: [
        ['bind', ...bind],
        ['mode', 'tcp'],
        ['maxconn', String(maxConnections)],
        ['balance', ...balance],
        ['option', 'httpchk'],
        ['option', 'http-keep-alive'],
        ['http-check', 'send', 'meth', 'OPTIONS', 'uri', check],
        ['http-check', 'expect', 'status', '200'],
        ['default-server', ...defaultServer],
        ...servers.map(({ name, words }) => ['server', name, ...words]),
      ],
    },
  ],
})

/** The CA file is the one that every machine has, also a proxy without PostgreSQL: HAProxy refuses all of its files where one names a missing file (KD-12). */
function serverWords({ instance, port, checkPort, checkTls, weight, backup }: ServiceServer): readonly string[] {
  return [
    endpoint(instance.host.address, port),
    ...(checkTls ? ['check-ssl', 'ca-file', '/etc/pki/ca.crt'] : []),
    'check',
    'port',
    String(checkPort),
    'weight',
    String(weight),
    ...(backup ? ['backup'] : []),
  ]
}
