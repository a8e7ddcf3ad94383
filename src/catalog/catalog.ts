import { invariant } from '../diagnostics/invariant.js'
import type { Plain } from '../syntax/node.js'
import { ca } from './ca.js'
import { compiler } from './compiler.js'
import { dns } from './dns.js'
import { etcd } from './etcd.js'
import { grafana } from './grafana.js'
import { haproxy } from './haproxy.js'
import { infra } from './infra.js'
import { node } from './node.js'
import { nodeExporter } from './node-exporter.js'
import { nodeVip } from './node-vip.js'
import { otherModules } from './other-modules.js'
import type { Parameter } from './parameter.js'
import { pgAccess } from './pg-access.js'
import { pgBackup } from './pg-backup.js'
import { pgBootstrap } from './pg-bootstrap.js'
import { pgBusiness } from './pg-business.js'
import { pgIdentity } from './pg-identity.js'
import { pgInstall } from './pg-install.js'
import { pgMonitor } from './pg-monitor.js'
import { pgProvision } from './pg-provision.js'
import { pgRemove } from './pg-remove.js'
import { prometheus } from './prometheus.js'
import { seedOnly } from './seed-only.js'
import { vector } from './vector.js'
import { victoria } from './victoria.js'

/** Every section of the catalogue, in the order of the reference. */
export const sections = [
  pgIdentity,
  pgBusiness,
  pgInstall,
  pgBootstrap,
  pgProvision,
  pgBackup,
  pgAccess,
  pgMonitor,
  pgRemove,
  haproxy,
  node,
  nodeExporter,
  nodeVip,
  vector,
  etcd,
  infra,
  dns,
  victoria,
  prometheus,
  grafana,
  ca,
  compiler,
  otherModules,
  seedOnly,
] as const

type Declared = Intersection<(typeof sections)[number]['parameters']>
type Intersection<U> = (U extends unknown ? (member: U) => void : never) extends (all: infer I) => void ? I : never

/** The name of every parameter that the compiler knows. */
export type ParameterName = keyof Declared & string

interface ValueOf {
  bool: boolean
  int: number
  float: number
  port: number
  'auto-int': number | 'auto'
  list: readonly Plain[]
  map: { readonly [key: string]: Plain }
}

type Base<E> = E extends { type: infer T } ? (T extends keyof ValueOf ? ValueOf[T] : E extends { open: 'port' } ? string | number : string) : never

/** The value that an entry of the catalogue, a parameter's or an attribute's, promises; undefined only where the entry has no default. */
export type ValueFor<E> = E extends { default: unknown } ? Base<E> : Base<E> | undefined

/** What a host has for a parameter after resolution and validation. */
export type ParameterValue<N extends ParameterName> = ValueFor<Declared[N]>

/** The value of every parameter for one host. */
export type Parameters = { readonly [N in ParameterName]: ParameterValue<N> }

/** Every parameter by name, in the order of the sections. */
export const parameters: Readonly<Record<ParameterName, Parameter>> = gather()

/** Every name, in the order of the sections. */
export const parameterNames: readonly ParameterName[] = Object.keys(parameters).filter(isParameter)

/** The parameters whose values are, or may contain, credentials. */
export const secretNames: ReadonlySet<ParameterName> = new Set(parameterNames.filter((name) => parameters[name].secret === true))

export function isParameter(name: string): name is ParameterName {
  return Object.hasOwn(parameters, name)
}

function gather(): Record<ParameterName, Parameter> {
  const all: Record<string, Parameter> = {}
  for (const section of sections) {
    for (const [name, parameter] of Object.entries<Parameter>(section.parameters)) {
      invariant(!Object.hasOwn(all, name), `parameter ${name} stands in two sections`)
      all[name] = parameter
    }
  }
  return all as Record<ParameterName, Parameter>
}
