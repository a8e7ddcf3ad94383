import { settingPresence } from '../../compat/settings/settings.js'
import type { Impact } from '../impact.js'
import { editConfig } from './edit-config.js'
import { formerCluster, instanceOf, isNewCluster, keysOf, type Question, restartOf, unitOf } from './question.js'
import { releasesOf } from './releases.js'
import { server, settingImpact } from './server-setting.js'
import { notShared } from './shared.js'

const dynamic = "Patroni's documentation, dynamic configuration"

/** `bootstrap` of patroni.yml acts when the cluster is created; what is in `dcs` goes into a running one with patronictl edit-config. */
export function bootstrapImpact(question: Question): Impact {
  const [, section, ...keys] = keysOf(question)
  const unit = unitOf(question, 'patroni.service')
  if (isNewCluster(question)) return { effect: 'nothing', unit, reason: 'the cluster is created with it', source: dynamic }
  if (section === 'initdb')
    return {
      effect: 'impossible',
      unit: server,
      reason:
        'initdb runs once, when the cluster is created: another encoding, locale or provider needs a new cluster and a dump, checksums pg_checksums on every stopped member',
      source: 'PostgreSQL, initdb',
    }
  if (section !== 'dcs')
    return { effect: 'nothing', unit, reason: 'read once, when the cluster is created', source: "Patroni's documentation, YAML configuration, bootstrap" }
  const reason = notShared(question)
  if (reason !== undefined) return { effect: 'nothing', unit, reason, source: dynamic }
  if (keys[0] === 'postgresql' && keys[1] === 'parameters' && keys[2] !== undefined) return clusterSetting(question, keys[2])
  return clusterKey(question, keys)
}

/** A setting of the server that all members share. Patroni writes it into their files by itself once it is in etcd. */
function clusterSetting(question: Question, name: string): Impact {
  const { change } = question
  const { before, after } = releasesOf(question)
  if (before !== undefined && after !== undefined && before !== after && (isMissing(name, before) || isMissing(name, after)))
    return {
      effect: 'manual',
      unit: server,
      command: editConfig(question),
      reason: `PostgreSQL ${isMissing(name, before) ? before : after} does not have ${name}: it changes with the upgrade, while no member runs`,
      source: `PostgreSQL ${before} and ${after}, pg_settings`,
    }
  const impact = settingImpact({
    name,
    release: after,
    before: change?.before,
    after: change?.after,
    reloaded: server,
    restarted: server,
    restart: restartOf(question),
  })
  const overriding = (instanceOf(question)?.serverSettings ?? []).some((setting) => setting.name === name)
  const reason = overriding ? `${impact.reason}; postgresql.auto.conf has ${name} too, which is stronger` : impact.reason
  return { ...impact, command: editConfig(question), reason }
}

function isMissing(name: string, release: number): boolean {
  return settingPresence(name, release) === 'absent'
}

/** Keys of Patroni itself, each for the whole cluster. */
function clusterKey(question: Question, keys: readonly string[]): Impact {
  const unit = unitOf(question, 'patroni.service')
  const [key = ''] = keys
  const command = editConfig(question)
  const { before = 0, after = 0 } = releasesOf(question)
  if (key === 'pg_version' && after < before)
    return {
      effect: 'impossible',
      unit: server,
      reason: 'no older release reads the data of a newer one: a new cluster, and a dump',
      source: 'PostgreSQL, Upgrading a cluster',
    }
  if (key === 'pg_version')
    return {
      effect: 'manual',
      unit: server,
      reason:
        'another major release: pg_upgrade with the cluster stopped, or a new cluster that replicates from this one; neither a reload nor a restart changes it',
      source: 'PostgreSQL, Upgrading a cluster',
    }
  if (key === 'pg_cluster') return { effect: 'impossible', unit, reason: 'another name of the cluster is another cluster in etcd', source: dynamic }
  if (key === 'pg_shard' || key === 'pg_group')
    return { effect: 'nothing', unit, command, reason: 'for people: Patroni keeps it and does nothing with it', source: dynamic }
  if (key === 'standby_cluster') return standbyCluster(question, command)
  return { effect: 'reload', unit, command, reason: 'Patroni takes it over within one cycle on every member, by itself', source: dynamic }
}

function standbyCluster(question: Question, command: string): Impact {
  const unit = unitOf(question, 'patroni.service')
  const whole = keysOf(question).length === 3
  if (whole && question.change?.kind === 'removed')
    return {
      effect: 'manual',
      unit,
      command,
      reason: 'its leader becomes a primary: make sure that the one it followed takes no more writes',
      source: "Patroni's documentation, standby cluster",
    }
  if (whole && question.change?.kind === 'added' && formerCluster(question) !== undefined)
    return {
      effect: 'impossible',
      unit,
      reason: 'a primary with writes of its own cannot follow another cluster: it would have to be made anew',
      source: "Patroni's documentation, standby cluster",
    }
  return {
    effect: 'reload',
    unit,
    command,
    reason: 'the leader of the standby cluster follows the new place within one cycle',
    source: "Patroni's documentation, standby cluster",
  }
}
