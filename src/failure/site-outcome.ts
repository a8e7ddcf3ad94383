import type { Host, Model } from '../model/model.js'
import { dnsServers } from './dns.js'
import type { Failure } from './failure.js'
import { type Quorum, quorumOf } from './quorum.js'

/** What becomes of what all clusters share. */
export interface SiteOutcome {
  readonly quorum: Quorum
  /** The infra hosts that answer names, and those of them that are up. */
  readonly dns: Left
  /** Those that scrape metrics. */
  readonly metrics: Left
  /** Those that send alerts. */
  readonly alerts: Left
  /** Those that keep logs. */
  readonly logs: Left
}

export interface Left {
  readonly all: readonly Host[]
  readonly up: readonly Host[]
}

export function siteOutcome(model: Model, failure: Failure): SiteOutcome {
  const { infra } = model.site
  const left = (all: readonly Host[]): Left => ({ all, up: all.filter((host) => !failure.hosts.has(host)) })
  const running = (name: string): readonly Host[] => infra.filter((host) => host.infra?.components.some((component) => component.name === name))
  return {
    quorum: quorumOf(model, failure),
    dns: { all: infra, up: dnsServers(model, failure) },
    metrics: left(running('vmetrics')),
    alerts: left(running('alertmanager')),
    logs: left(running('vlogs')),
  }
}
