import type { Cluster, Host, Model } from '../model/model.js'
import type { Span } from '../source/span.js'
import type { Finding } from './check.js'
import { defineCheck } from './check.js'

interface Proxy {
  readonly name: string
  readonly owner: string
  readonly at: Span
}

/** Proxies of one HAProxy need names of their own, and their files too: cluster pg-a with service b-primary meets cluster pg-a-b with primary (KD-37). */
export const proxyNameCollision = defineCheck({
  code: 'proxy-name-collision',
  severity: 'error',
  summary: 'two services of one HAProxy with one name',
  hint: 'rename one of the two',
  *run(model): Iterable<Finding> {
    const seen = new Map<string, Proxy>()
    for (const [host, proxy] of proxies(model, crowded(model))) {
      const key = `${host.name}\0${proxy.name}`
      const first = seen.get(key)
      if (first === undefined) seen.set(key, proxy)
      else
        yield {
          at: proxy.at,
          message: `HAProxy of ${host.name} would have two proxies called ${proxy.name}: ${first.owner} and ${proxy.owner}`,
          related: [{ at: first.at, message: `the other one: ${first.owner}` }],
        }
    }
  },
})

/** Hosts that offer more than the services of one cluster, whose names are all different. */
function crowded({ hosts, services }: Model): ReadonlySet<Host> {
  const crowded = new Set(hosts.filter(({ balancer }) => balancer !== undefined && balancer.services.length > 0))
  const clusters = new Map<Host, Cluster>()
  for (const { host, cluster, proxy } of services) {
    const first = clusters.get(host)
    if (first === undefined) clusters.set(host, cluster)
    if (proxy === statistics || (first !== undefined && first !== cluster)) crowded.add(host)
  }
  return crowded
}

/** Name of the proxy that shows the statistics page. */
const statistics = 'stats'

function* proxies({ services }: Model, among: ReadonlySet<Host>): Iterable<readonly [Host, Proxy]> {
  for (const host of among) {
    if (host.balancer === undefined) continue
    yield [host, { name: statistics, owner: 'the statistics page', at: host.at }]
    for (const { name, at } of host.balancer.services) yield [host, { name, owner: `${name} of haproxy_services`, at }]
  }
  for (const { host, proxy, name, cluster, at } of services)
    if (among.has(host)) yield [host, { name: proxy, owner: `service ${name} of cluster ${cluster.name}`, at }]
}
