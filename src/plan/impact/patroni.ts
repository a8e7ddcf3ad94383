import { clusterWideSettings, notOnCommandLine, type PatroniNeed, patroniNeed } from '../../compat/impact/patroni.js'
import type { Effect, Impact } from '../impact.js'
import { bootstrapImpact } from './bootstrap.js'
import { isRecord } from './patroni-file.js'
import { instanceOf, keysOf, type Question, reloaderOf, restartOf, unitOf } from './question.js'
import { releasesOf } from './releases.js'
import { server, settingImpact } from './server-setting.js'
import { unknown, unreadable } from './unknown.js'
import { worst } from './worst.js'

const documentation = "Patroni's documentation, Patroni configuration"

/** patroni.yml: `bootstrap` is read once, all else at every reload or start of this member. */
export function patroniYml(question: Question): Impact {
  const { file, change } = question
  const keys = keysOf(question)
  const unit = unitOf(question, 'patroni.service')
  if (change === undefined) return wholeFile(question, unit)
  if (instanceOf(question)?.patroni?.mode === 'remove')
    return {
      effect: 'nothing',
      unit,
      reason: 'Patroni is removed from this cluster and reads nothing: what concerns the server is set by hand',
      source: 'patroni_mode',
    }
  if (keys[0] === 'bootstrap') return bootstrapImpact(question)
  if (keys.length === 1 && (keys[0] === 'etcd' || keys[0] === 'etcd3')) return otherInterface(unit)
  const value = change.after ?? change.before
  if (isRecord(value) && keys.length < 3) return worst(Object.keys(value).map((key) => patroniYml({ ...question, change: part(change, key) }))) ?? unreadable
  if (keys[0] === 'postgresql' && keys[1] === 'parameters' && keys[2] !== undefined) return localSetting(question, keys[2])
  const need = patroniNeed(keys)
  if (need === undefined) return unknown(`${change.key} is no key of ${file.path} that is known`, 'look for it in the documentation of Patroni')
  if (keys[0] === 'postgresql' && keys[1] === 'bin_dir' && isUpgrade(question))
    return {
      effect: 'manual',
      unit,
      reason: 'programs of another major release do not run the data of this one: it comes with the upgrade',
      source: 'PostgreSQL, Upgrading a cluster',
    }
  return { ...needed(need[0], question), reason: need[1], source: documentation }
}

const effects: Readonly<Record<Exclude<PatroniNeed, 'restart' | 'postgres'>, Effect>> = { reload: 'reload', manual: 'manual', impossible: 'impossible' }

function needed(need: PatroniNeed, question: Question): Pick<Impact, 'effect' | 'unit' | 'order'> {
  if (need === 'postgres') return { effect: restartOf(question), unit: server, order: 'any' }
  const unit = unitOf(question, 'patroni.service')
  return need === 'restart' ? { effect: restartOf(question), unit, order: 'any' } : { effect: effects[need], unit }
}

/** `postgresql.parameters`: for this member alone. */
function localSetting(question: Question, name: string): Impact {
  const unit = unitOf(question, 'patroni.service')
  if (clusterWideSettings.has(name))
    return {
      effect: 'nothing',
      unit,
      reason: `Patroni takes ${name} from etcd or its own file only, never from here: members must not differ in it`,
      source: documentation,
    }
  const { change } = question
  const release = releasesOf(question).after
  return settingImpact({ name, release, before: change?.before, after: change?.after, reloaded: unit, restarted: server, restart: restartOf(question) })
}

/** postgresql.auto.conf is read behind Patroni's settings, and before what it gives to the server when it starts. */
export function postgresqlAutoConf(question: Question): Impact {
  const unit = reloaderOf(question)
  const [name] = keysOf(question)
  const { change } = question
  const instance = instanceOf(question)
  if (change === undefined || name === undefined)
    return {
      effect: 'reload',
      unit,
      reason: 'the server reads it again at a reload; pg_settings.pending_restart names what also needs a restart',
      source: 'PostgreSQL, ALTER SYSTEM',
    }
  const isRunByPatroni = instance?.patroni?.mode !== 'remove'
  if (isRunByPatroni && clusterWideSettings.has(name) && !notOnCommandLine.has(name))
    return { effect: 'nothing', unit, reason: `Patroni gives ${name} to the server when it starts, and that is stronger than this file`, source: documentation }
  return settingImpact({
    name,
    release: instance?.postgres.version,
    before: change.before,
    after: change.after,
    reloaded: unit,
    restarted: isRunByPatroni ? server : unit,
    restart: restartOf(question),
  })
}

/** A section that comes or goes. */
function otherInterface(unit: string): Impact {
  const reason =
    'what is written through one version of the API cannot be read through the other: stop all Patronis in maintenance mode, copy the keys, start them'
  return { effect: 'manual', unit, reason, source: "etcd's documentation, migrating applications to API v3" }
}

function isUpgrade(question: Question): boolean {
  const { before, after } = releasesOf(question)
  return before !== undefined && before !== after
}

function part(change: NonNullable<Question['change']>, key: string): NonNullable<Question['change']> {
  const { before, after, ...rest } = change
  const inner = (side: unknown, name: 'before' | 'after'): Partial<Record<'before' | 'after', unknown>> =>
    isRecord(side) && Object.hasOwn(side, key) ? { [name]: side[key] } : {}
  return { ...rest, path: [...change.path, key], key: `${change.key}.${key}`, ...inner(before, 'before'), ...inner(after, 'after') }
}

function wholeFile({ file }: Question, unit: string): Impact {
  if (file.kind === 'changed') return unreadable
  return file.kind === 'added'
    ? { effect: 'nothing', unit, reason: 'Patroni reads it when it starts for the first time', source: documentation }
    : { effect: 'manual', unit, reason: 'without it Patroni does not start again: the member is taken out of the cluster first', source: documentation }
}
