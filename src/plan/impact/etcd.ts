import type { Impact } from '../impact.js'
import { keysOf, type Rule } from './question.js'

const unit = 'etcd.service'
const configuration = "etcd's documentation, configuration options"
const runtime = "etcd's documentation, runtime reconfiguration"

/** etcd.conf is read when a member starts, and what begins with `initial` only when it starts for the first time. */
export const etcdConf: Rule = (question) => {
  const [key] = keysOf(question)
  const { kind } = question.file
  if (question.change === undefined || key === undefined) return whole(kind)
  if (key === 'initial-cluster')
    return {
      effect: 'manual',
      unit,
      command: 'etcdctl member add NAME --peer-urls=URL, or etcdctl member remove ID, one at a time',
      reason: 'members come and go by command while a majority is up; a member that is there does not read this again',
      source: runtime,
    }
  if (key === 'initial-advertise-peer-urls')
    return {
      effect: 'manual',
      unit,
      command: 'etcdctl member update ID --peer-urls=URL',
      reason: 'the others know this member by what it said when it joined',
      source: runtime,
    }
  if (key === 'initial-cluster-token' || key === 'initial-cluster-state')
    return { effect: 'nothing', unit, reason: 'counts when a member starts for the first time', source: configuration }
  if (key === 'name')
    return { effect: 'rolling restart', unit, order: 'any', reason: 'a member that is there tells its new name when it starts', source: configuration }
  if (key === 'data-dir' || key === 'wal-dir')
    return {
      effect: 'manual',
      unit,
      reason: 'an empty directory is a new member, which the others refuse: stop this one, move its directory, start it, then the next',
      source: runtime,
    }
  const reason = /^(heartbeat-interval|election-timeout)$/.test(key)
    ? 'read at the start; all members should have the same, so restart one after the other without a long pause'
    : 'read at the start; one member after the other, each healthy before the next, or no cluster can choose a leader'
  return { effect: 'rolling restart', unit, order: 'any', reason, source: configuration }
}

function whole(kind: string): Impact {
  if (kind === 'added')
    return {
      effect: 'manual',
      unit,
      command: 'etcdctl member add NAME --peer-urls=URL',
      reason: 'a new member is announced to the others before it starts',
      source: runtime,
    }
  if (kind === 'removed')
    return {
      effect: 'manual',
      unit,
      command: 'etcdctl member remove ID',
      reason: 'a member is taken out while a majority of the rest is up, then stopped',
      source: runtime,
    }
  return { effect: 'unknown', unit, reason: 'the text could not be read: compare it by eye', source: 'none' }
}

/** The password of etcd's root, for people and scripts: etcd has its own copy. */
export const etcdPass: Rule = () => ({
  effect: 'manual',
  unit,
  command: 'etcdctl user passwd root --interactive=false < /etc/etcd/etcd.pass',
  reason: 'etcd keeps passwords itself: while it still has the old one, give it the new one, logged in with the old one',
  source: "etcd's documentation, authentication",
})
