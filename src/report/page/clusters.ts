import type { Cluster, Model } from '../../model/model.js'
import type { PublishedService } from '../../model/service.js'
import { html, type Markup } from './html.js'

/** Members, services and their servers of every cluster. */
export function clustersSection(model: Model): Markup {
  return html`<section id="clusters"><h2>Clusters</h2>${model.clusters.map((cluster) => clusterPart(model, cluster))}</section>`
}

function clusterPart({ services }: Model, cluster: Cluster): Markup {
  const { vip } = cluster.primary
  const name = cluster.instances.flatMap(({ dns }) => (dns?.target === undefined ? [] : dns.name))[0]
  const facts = [
    `PostgreSQL ${cluster.primary.postgres.version}`,
    ...(name === undefined ? [] : [`DNS ${name}`]),
    ...(vip === undefined ? [] : [`VIP ${vip.address.text}`]),
  ]
  return html`<h3>${cluster.name}</h3><p class="soft">${facts.join(', ')}</p><div class="wide"><table>
<thead><tr><th scope="col">instance</th><th scope="col">role</th><th scope="col">host</th><th scope="col">server</th><th scope="col">pool</th><th scope="col">follows</th><th scope="col">backups</th></tr></thead>
<tbody>${cluster.instances.map(
    (
      instance,
    ) => html`<tr><td>${instance.name}</td><td>${instance.role}</td><td>${instance.host.name}</td><td class="mono">${instance.host.address.text}:${instance.postgres.port}</td>
<td class="mono">${instance.pool === undefined ? '' : `:${instance.pool.port}`}</td><td>${followed(cluster, instance)}</td><td>${instance.backup?.method ?? 'none'}</td></tr>`,
  )}</tbody></table></div>
${servicesTable(services.filter((service) => service.cluster === cluster))}`
}

function followed({ primary }: Cluster, instance: Cluster['primary']): string {
  const { upstream } = instance
  if (upstream?.kind === 'cluster') return `${upstream.host}:${upstream.port}`
  if (instance === primary) return ''
  return upstream?.kind === 'member' ? upstream.name : primary.name
}

/** One row for all hosts that offer the same. */
function servicesTable(services: readonly PublishedService[]): Markup | undefined {
  if (services.length === 0) return undefined
  const byProxy = new Map<string, PublishedService[]>()
  for (const service of services) byProxy.set(service.proxy, [...(byProxy.get(service.proxy) ?? []), service])
  return html`<div class="wide"><table><thead><tr><th scope="col">service</th><th scope="col">port</th><th scope="col">check</th><th scope="col">servers, in order</th><th scope="col">offered by</th></tr></thead>
<tbody>${[...byProxy.values()].map(([first, ...others]) =>
    first === undefined
      ? undefined
      : html`<tr><td>${first.proxy}</td><td class="mono">${first.port}</td><td class="mono">${first.check}</td>
<td>${first.servers.map(({ instance, port, target, backup }) => `${instance.name} ${target === 'other' ? '' : `${target} `}:${port}${backup ? ' (backup)' : ''}`).join(', ') || 'none'}</td>
<td>${[first, ...others].map(({ host }) => host.name).join(', ')}</td></tr>`,
  )}</tbody></table></div>`
}
