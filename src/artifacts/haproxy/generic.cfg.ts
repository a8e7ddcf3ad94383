import { bindWords } from '../../model/bind.js'
import type { FreeServer } from '../../model/free-service.js'
import { defineArtifact } from '../artifact.js'

/** Lists of text are the words of a line. */
interface View {
  readonly name: string
  readonly bind: readonly string[]
  readonly mode: string
  readonly maxConnections: number
  readonly balance: readonly string[]
  readonly lines: readonly (readonly string[])[]
  readonly defaultServer: readonly string[]
  readonly servers: readonly { readonly name: string; readonly words: readonly string[] }[]
}

/** A service of a machine that has nothing to do with PostgreSQL: an item of haproxy_services. */
export const genericCfg = defineArtifact<View>({
  id: 'haproxy/generic.cfg',
  component: 'haproxy',
  format: 'haproxy',
  impact: { action: 'reload', unit: 'haproxy.service' },
  uses: ['haproxy_enabled', 'haproxy_services'],
  each: 'host',
  files: (model) =>
    model.hosts.flatMap((host) =>
      (host.balancer?.services ?? []).map(({ name, at, address, port, mode, maxConnections, balance, lines, defaultServer, servers }) => ({
        host: host.name,
        path: `/etc/haproxy/conf.d/${name}.cfg`,
        owner: 'root',
        group: 'root',
        mode: '0644',
        secret: false,
        at,
        view: {
          name,
          bind: bindWords(host, address, port),
          mode,
          maxConnections,
          balance,
          lines,
          defaultServer,
          servers: servers.map((server) => ({ name: server.name, words: serverWords(server) })),
        },
      })),
    ),
  content: ({ name, bind, mode, maxConnections, balance, lines, defaultServer, servers }) => [
    {
      head: ['listen', name],
      lines: [
        ['bind', ...bind],
        ['mode', mode],
        ['maxconn', String(maxConnections)],
        ['balance', ...balance],
        ...lines,
        ['default-server', ...defaultServer],
        ...servers.map((server) => ['server', server.name, ...server.words]),
      ],
    },
  ],
})

function serverWords({ endpoint, weight, backup, options }: FreeServer): readonly string[] {
  return [endpoint, ...(backup ? ['backup'] : []), ...(weight === undefined ? [] : ['weight', String(weight)]), ...options]
}
