import type { Host, Model } from '../model/model.js'
import type { Failure } from './failure.js'

/** The members of etcd that are up, and whether they are a majority. */
export interface Quorum {
  readonly members: readonly Host[]
  readonly up: readonly Host[]
  /** `unknown`: the inventory has no member of etcd, so it is somebody else's. */
  readonly holds: boolean | 'unknown'
}

export function quorumOf({ site: { etcd } }: Model, { hosts }: Failure): Quorum {
  const up = etcd.filter((host) => !hosts.has(host))
  return { members: etcd, up, holds: etcd.length === 0 ? 'unknown' : up.length * 2 > etcd.length }
}
