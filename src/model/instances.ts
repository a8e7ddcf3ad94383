import { isParameter, type ParameterName, sections } from '../catalog/catalog.js'
import type { Sink } from '../diagnostics/sink.js'
import { fromPlain } from '../inventory/defaults.js'
import type { Settings } from '../inventory/settings.js'
import type { Span } from '../source/span.js'
import type { Entry, Plain, ScalarNode } from '../syntax/node.js'
import { codes } from './codes.js'
import { type Layout, ownDirectory } from './layout.js'

/** An instance of a host before anybody asked who it is: the variables that act on it. */
export interface Seat {
  /** What messages call it: `host 10.0.0.1`, or `instance 5433 of host 10.0.0.1`. */
  readonly what: string
  /** The host, or the key of pg_instances. */
  readonly at: Span
  readonly settings: Settings
  /** How far its ports are from the usual ones: the key of pg_instances less 5432, and 0 for an instance that is not listed there. */
  readonly distance: number
}

/** The port from which distances are measured, PostgreSQL's own. */
const usualPort = 5432

/** Ports beside a server. One that the entry of pg_instances does not give is the inherited one, moved by the distance of the server's own port. */
const ports = ['pgbouncer_port', 'patroni_port', 'pg_exporter_port', 'pgbouncer_exporter_port', 'pgbackrest_exporter_port'] as const

/** Directories of one instance. */
const directories = ['pg_data', 'pg_log_dir', 'patroni_log_dir', 'pgbouncer_log_dir', 'pgbackrest_log_dir'] as const

/** Parameters of an instance or its cluster: all others are of the host, and an instance of it cannot have its own. */
const scoped: ReadonlySet<string> = new Set(sections.filter(({ id }) => id.startsWith('PG_')).flatMap(({ parameters }) => Object.keys(parameters)))
const ofHost: ReadonlySet<string> = new Set(['pg_instances', 'pg_exporters'])

/**
 * The instances of a host, by port: the entries of pg_instances, each under variables of its own, and the one that the variables of the host itself
 * describe. Where there are entries, that takes all of pg_cluster, pg_seq and pg_role, since a group may well give some of them to the entries.
 */
export function readSeats(host: { readonly name: string; readonly at: Span }, settings: Settings, sink: Sink): readonly Seat[] {
  const own: Seat = { what: `host ${host.name}`, at: host.at, settings, distance: 0 }
  const map = settings.node('pg_instances')
  const entries = map?.kind === 'mapping' ? [...map.entries.values()] : []
  if (entries.length === 0) {
    if (settings.get('pg_cluster') !== undefined) return [own]
    if (!settings.isSet('pg_cluster')) reportStray(host.name, settings, sink)
    return []
  }
  const seats = entries.flatMap((entry) => readSeat(host.name, entry, settings, sink) ?? [])
  if ((['pg_cluster', 'pg_seq', 'pg_role'] as const).every((name) => settings.isSet(name))) seats.push(own)
  return seats.sort((a, b) => a.settings.get('pg_port') - b.settings.get('pg_port'))
}

/** Who gives a host, or a group below `all`, the number or the role of an instance means one. */
function reportStray(host: string, settings: Settings, sink: Sink): void {
  for (const name of ['pg_seq', 'pg_role'] as const) {
    const [given] = settings.definitions(name)
    if (given === undefined || !settings.isSet(name) || (given.layer.kind === 'group' && given.layer.name === 'all')) continue
    sink.report(
      codes['instance-identity'],
      given.entry.value.at,
      `host ${host} has a ${name} and no pg_cluster: move it below the group of its cluster, or leave ${name} out where there is no PostgreSQL`,
    )
    return
  }
}

/** The same variables where each directory is the instance's own; those that the entry of pg_instances gives itself stay as they are. */
export function withDirectories({ at, settings }: Seat, layout: Layout, name: string): Settings {
  const given = settings.layers[0]
  const entries = directories
    .filter((parameter) => !(given?.kind === 'instance' && given.variables.has(parameter)))
    .map((parameter) => derived(parameter, ownDirectory(layout, name, settings.get(parameter)), settings.isSet(parameter) ? settings.at(parameter) : at))
  return settings.under(at, { kind: 'instance', name, variables: variablesOf(entries) })
}

function readSeat(host: string, { name, key, value }: Entry, settings: Settings, sink: Sink): Seat | undefined {
  const port = /^[1-9][0-9]{0,4}$/.test(name) ? Number(name) : 0
  if (port < 1 || port > 65535) {
    sink.report(codes['instance-port'], key.at, `keys of pg_instances are ports, from 1 to 65535, and \`${name}\` is none`)
    return undefined
  }
  const what = `instance ${name} of host ${host}`
  if (value.kind !== 'mapping') {
    sink.report(codes['instance-identity'], value.at, `${what} must be a map of variables, with pg_cluster, pg_seq and pg_role among them`)
    return undefined
  }
  const fixed = settings.layers.find((layer) => layer.kind === 'extra')?.variables
  const given = [...value.entries.values()].filter((entry) => fixed?.has(entry.name) !== true && isOfInstance(entry, what, sink))
  const other = given.find((entry) => entry.name === 'pg_port')
  const layer = { kind: 'instance' as const, name, variables: variablesOf([...given, derived('pg_port', port, key.at)]) }
  if (other !== undefined && !(other.value.kind === 'scalar' && other.value.text === name))
    sink.report(codes['instance-port'], other.value.at, `pg_port of ${what} is its key, ${name}: leave it out, or give the entry another key`, {
      related: [{ at: key.at, message: 'the key' }],
    })
  const distance = port - usualPort
  const moved = ports
    .filter((parameter) => !given.some((entry) => entry.name === parameter))
    .flatMap((parameter) => movePort(parameter, settings.get(parameter), distance, what, key.at, sink) ?? [])
  return {
    what,
    at: key.at,
    settings: settings.under(key.at, { ...layer, variables: new Map([...layer.variables, ...variablesOf(moved)]) }),
    distance,
  }
}

function isOfInstance({ name, key }: Entry, what: string, sink: Sink): boolean {
  if (!isParameter(name) || (scoped.has(name) && !ofHost.has(name))) return true
  sink.report(codes['instance-parameter'], key.at, `${name} acts on a whole host, so ${what} cannot have its own: set it for the host or its group`)
  return false
}

function movePort(parameter: (typeof ports)[number], inherited: number, distance: number, what: string, at: Span, sink: Sink): Entry | undefined {
  const port = movedPort(inherited, distance)
  if (port === undefined) {
    sink.report(
      codes['instance-port'],
      at,
      `${parameter} of ${what} would be ${inherited + distance}, which is no port: ${inherited} moved like the port of the server; give ${parameter} in the entry`,
    )
    return undefined
  }
  return derived(parameter, port, at)
}

/** A port moved by a distance; undefined where there is none. */
export function movedPort(port: number, distance: number): number | undefined {
  const moved = port + distance
  return moved >= 1 && moved <= 65535 ? moved : undefined
}

/** A definition that follows from others, at the place that decides it. */
function derived(name: ParameterName, value: Plain, at: Span): Entry {
  const key: ScalarNode = { kind: 'scalar', at, value: name, type: 'string', text: name }
  return { name, key, value: fromPlain(value, at) }
}

function variablesOf(entries: readonly Entry[]): Map<string, readonly Entry[]> {
  return new Map(entries.map((entry) => [entry.name, [entry]]))
}
