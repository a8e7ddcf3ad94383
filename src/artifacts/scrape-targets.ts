import type { Host, Instance } from '../model/model.js'
import type { Span } from '../source/span.js'
import { type Address, endpoint } from '../syntax/address.js'
import type { FileImpact, FileSpec } from './artifact.js'

/** A file of file_sd: groups of targets that share labels. */
export type ScrapeTargets = readonly TargetGroup[]

export interface TargetGroup {
  readonly labels: Readonly<Record<string, string>>
  /** `host:port`. */
  readonly targets: readonly string[]
}

export const scrapeTargetsImpact: FileImpact = { action: 'none', how: 'VictoriaMetrics reads its target files again every few seconds' }

/** A target file of one infra node, by its path below /infra/targets. */
export function scrapeTargetsFile(infra: Host, path: string, at: Span, view: ScrapeTargets): FileSpec<ScrapeTargets> {
  return { host: infra.name, path: `/infra/targets/${path}`, ...infra.platform.metricsStore, mode: '0640', secret: false, at, view }
}

/**
 * The target of an address that is only pinged. Port 0, since ICMP has none: everything that reads target files wants `host:port`,
 * and the job `ping` takes the port off again.
 */
export function pinged(address: Address): string {
  return endpoint(address, 0)
}

/** What tells the series of an instance apart. */
export function instanceLabels({ cluster, name, host }: Instance): Record<string, string> {
  return { cls: cluster.name, ins: name, ip: host.address.text }
}

/** What tells the series of a host apart. */
export function hostLabels({ address, nodename, nodeCluster }: Host): Record<string, string> {
  return { ip: address.text, ins: nodename, cls: nodeCluster }
}
