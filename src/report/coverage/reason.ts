import { artifacts } from '../../artifacts/artifacts.js'
import { isParameter, type ParameterName, parameters, sections } from '../../catalog/catalog.js'
import { foreign, isAnsibleName } from '../../catalog/foreign.js'
import { legacy } from '../../catalog/legacy.js'
import { nearest } from '../../inventory/nearest.js'
import { wasRead, wasReadWhole } from '../../inventory/reads.js'
import type { Settings } from '../../inventory/settings.js'
import type { Span } from '../../source/span.js'
import type { Entry } from '../../syntax/node.js'
import { counted } from '../text.js'
import type { Verdict } from './piece.js'
import type { Reach } from './reach.js'

/** Parameters that a file of any inventory can depend on. */
const compiled: ReadonlySet<string> = new Set(artifacts.flatMap((artifact) => artifact.uses))

const sectionOf: ReadonlyMap<string, string> = new Map(sections.flatMap(({ id, parameters }) => Object.keys(parameters).map((name) => [name, id])))

/** What one definition of a variable is good for. `made` are the parameters on which a file that is made depends; undefined where none is. */
export function verdictOf({ name, key, value }: Entry, reach: Reach | undefined, made: ReadonlySet<string> | undefined): Verdict {
  const module = foreign[name]
  // Ports of other modules must not meet ours; only an expression or a selector takes such a value into a file.
  if (module !== undefined && wasRead(key.at) && !wasReadWhole(value.at)) return { use: 'checked', owner: module, reason: onlyChecked }
  if (wasRead(key.at)) return verdictOfRead(name, made)
  const stranger = isParameter(name) ? verdictOfIdle(name) : verdictOfStranger(name)
  return stranger ?? { use: 'unused', reason: reach === undefined ? 'nothing here reads it' : whyUnread(name, reach) }
}

const onlyChecked = 'only checks read it, no file depends on it'

function verdictOfRead(name: string, made: ReadonlySet<string> | undefined): Verdict {
  if (!isParameter(name)) return { use: 'used' }
  if (!compiled.has(name)) return { use: 'checked', reason: onlyChecked }
  return made === undefined || made.has(name) ? { use: 'used' } : { use: 'used', reason: 'none of the files that depend on it is made here' }
}

/** A parameter of the reference on which no file depends. */
function verdictOfIdle(name: ParameterName): Verdict | undefined {
  const { replacedBy } = parameters[name]
  if (replacedBy !== undefined) return { use: 'unused', reason: `a name of an older version: ${replacedBy} takes its place` }
  return compiled.has(name) ? undefined : { use: 'other', owner: 'installation', reason: 'for the steps of the installation, no file depends on it' }
}

function verdictOfStranger(name: string): Verdict | undefined {
  if (isAnsibleName(name)) return { use: 'other', owner: 'Ansible' }
  const module = foreign[name]
  if (module !== undefined) return { use: 'other', owner: module }
  const former = legacy[name]
  if (former !== undefined) return { use: 'unused', reason: `a name of an older version: ${former.message.replace(/\.$/, '')}` }
  const guess = nearest(name, Object.keys(parameters))
  return { use: 'unused', reason: `no component reads a variable of this name${guess === undefined ? '' : `; did you mean ${guess}?`}` }
}

function whyUnread(name: string, { layer, wins, beaten }: Reach): string {
  if (wins.size > 0) return whyIdle(name, [...wins.values()])
  if (beaten.size === 0) return layer.kind === 'extra' ? 'there is no host' : `no host is ${layer.kind === 'group' ? 'in group' : 'called'} ${layer.name}`
  const hosts = new Set([...beaten.values()].flatMap((names) => [...names]))
  const where = hosts.size === 1 ? `on ${[...hosts][0]}` : `on each of its ${hosts.size} hosts`
  return `overridden ${where} by ${listed([...beaten.keys()])}`
}

/** At most three places, in order of the text. */
function listed(places: readonly Span[]): string {
  const sorted = [...places].sort((a, b) => a.start - b.start).map((place) => place.toString())
  const first = sorted.slice(0, 3)
  return sorted.length === first.length ? first.join(', ') : `${first.join(', ')} and ${counted(sorted.length - first.length, 'more place')}`
}

/** Why nobody asks for a parameter on the hosts where this definition of it counts. */
function whyIdle(name: string, hosts: readonly Settings[]): string {
  const whom = hosts.length === 1 ? 'the host' : `any of the ${hosts.length} hosts`
  const section = sectionOf.get(name) ?? ''
  const switches = switchesOf(name)
  for (const own of switches) {
    const off = hosts.filter((settings) => settings.peek(own) === false)
    if (off.length === hosts.length) return `${own} is off: ${switchPlace(own, off)}`
  }
  if (section.startsWith('PG_') && hosts.every((settings) => !isMember(settings))) return `no PostgreSQL instance is on ${whom} that it is for`
  if (
    isParameter(name) &&
    parameters[name].level !== 'instance' &&
    hosts.every((settings) => settings.definitions('pg_role')[0] !== undefined && !isPrimary(settings))
  )
    return 'the primary of the cluster decides it'
  const readers = artifacts.filter(({ uses }) => (uses as readonly string[]).includes(name)).map(({ id }) => id)
  return readers.length === 0
    ? 'nothing here reads it'
    : `no file that depends on it is made for ${whom} that it is for (${readers.slice(0, 3).join(', ')}${readers.length > 3 ? ' ...' : ''})`
}

/** The switches of the component that a name belongs to, nearest first: `pg_exporter_port` has `pg_exporter_enabled`. */
function switchesOf(name: string): ParameterName[] {
  const words = (name.startsWith('pgb_') ? name.replace('pgb_', 'pgbouncer_') : name).split('_')
  const prefixes = words.map((_, index) => words.slice(0, words.length - index).join('_'))
  return prefixes.map((prefix) => `${prefix}_enabled`).filter((own) => own !== name && isParameter(own)) as ParameterName[]
}

function switchPlace(name: ParameterName, hosts: readonly Settings[]): string {
  const places = new Map(hosts.flatMap((settings) => settings.definitions(name)[0]?.entry.key.at ?? []).map((place) => [place.toString(), place]))
  return places.size === 0 ? 'the default' : listed([...places.values()])
}

function isMember(settings: Settings): boolean {
  return settings.definitions('pg_cluster').length > 0 || settings.definitions('pg_instances').length > 0
}

function isPrimary(settings: Settings): boolean {
  return settings.peek('pg_role') === 'primary'
}
