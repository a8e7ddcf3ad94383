import type { Host } from '../../model/model.js'
import { endpoint } from '../../syntax/address.js'
import { defineArtifact } from '../artifact.js'
import { hostLabels, type ScrapeTargets, scrapeTargetsFile, scrapeTargetsImpact, type TargetGroup } from '../scrape-targets.js'

/** What is scraped of a host: node_exporter, HAProxy, vector, and keepalived beside a node VIP. */
export const victoriaNodeYml = defineArtifact<ScrapeTargets>({
  id: 'victoria/node.yml',
  component: 'victoria',
  format: 'yaml',
  impact: scrapeTargetsImpact,
  uses: [
    'haproxy_enabled',
    'haproxy_exporter_port',
    'node_cluster',
    'node_exporter_enabled',
    'node_exporter_port',
    'node_id_from_pg',
    'nodename',
    'pg_cluster',
    'pg_instances',
    'pg_seq',
    'pgcompile_target',
    'vector_enabled',
    'vector_port',
    'vip_address',
    'vip_enabled',
    'vip_exporter_port',
  ],
  each: 'host',
  files: ({ site, hosts }) =>
    hosts.flatMap((host) => site.infra.map((infra) => scrapeTargetsFile(infra, `node/${host.address.text}.yml`, host.at, groupsOf(host)))),
})

function groupsOf(host: Host): TargetGroup[] {
  const { node, haproxy, vector } = host.monitoring
  const labels = hostLabels(host)
  const targets = [node, haproxy, vector].filter((port) => port !== undefined).map((port) => endpoint(host.address, port))
  const { vip } = host
  return [
    { labels, targets },
    ...(vip === undefined ? [] : [{ labels: { ...labels, vip: vip.address.text }, targets: [endpoint(host.address, vip.exporterPort)] }]),
  ]
}
