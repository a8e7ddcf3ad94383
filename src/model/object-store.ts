import type { Settings } from '../inventory/settings.js'
import type { Span } from '../source/span.js'
import type { MappingNode, Node } from '../syntax/node.js'
import { isOpaque } from '../syntax/vault.js'
import type { Placed } from './placed.js'

/** An object store of the inventory (module MINIO), as far as a backup repository depends on it. */
export interface ObjectStore {
  readonly name: string
  /** Names and addresses under which clients reach it, in small letters. */
  readonly hosts: ReadonlySet<string>
  /** Absent where the inventory does not list them all in clear. */
  readonly users?: { readonly at: Span; readonly list: readonly StoreUser[] }
  readonly buckets?: { readonly at: Span; readonly names: readonly string[] }
}

export interface StoreUser {
  readonly key: string
  /** Absent where nobody could read it. */
  readonly secret?: string
  readonly at: Span
}

/** Who may do everything there. Source: defaults of the MINIO module. */
const administrator = { minio_access_key: 'minioadmin', minio_secret_key: 'S3User.MinIO', minio_domain: 'sss.pigsty' } as const

/** The object stores, by name of their cluster. Their parameters are of another module and have no types here: what has an odd form is left alone. */
export function collectStores(placed: readonly Placed[]): readonly ObjectStore[] {
  const stores = new Map<string, Placed[]>()
  for (const one of placed) {
    const name = one.settings.get('minio_cluster')
    if (name && one.settings.isSet('minio_seq')) stores.set(name, [...(stores.get(name) ?? []), one])
  }
  const records = placed.flatMap(({ host }) => host.infra?.records ?? [])
  return [...stores].flatMap(([name, members]) => {
    const [first] = members
    if (first === undefined) return []
    const { settings } = first
    const own = members.flatMap(({ host }) => [
      host.address.text,
      host.name,
      host.nodename,
      ...(host.vip === undefined ? [] : [host.vip.address.text, host.vip.name]),
    ])
    const named = records.filter(({ address }) => own.includes(address.text)).flatMap(({ names }) => names)
    const users = usersOf(settings)
    const buckets = bucketsOf(settings)
    return {
      name,
      hosts: new Set([...own, ...named, textOf(settings, 'minio_domain')].map((text) => text.toLowerCase())),
      ...(users === undefined ? {} : { users }),
      ...(buckets === undefined ? {} : { buckets }),
    }
  })
}

function usersOf(settings: Settings): ObjectStore['users'] {
  const items = mapsOf(settings.node('minio_users'))
  const at = settings.at('minio_users')
  const list = items?.map((item) => user(scalarOf(item, 'access_key'), scalarOf(item, 'secret_key'), item.at))
  if (list === undefined || list.some(({ key }) => key === '' || isOpaque(key))) return undefined
  return { at, list: [...list, user(textOf(settings, 'minio_access_key'), textOf(settings, 'minio_secret_key'), at)] }
}

function user(key: string, secret: string, at: Span): StoreUser {
  return { key, at, ...(secret === '' || isOpaque(secret) ? {} : { secret }) }
}

function bucketsOf(settings: Settings): ObjectStore['buckets'] {
  const names = mapsOf(settings.node('minio_buckets'))?.map((item) => scalarOf(item, 'name'))
  return names === undefined || names.includes('') ? undefined : { at: settings.at('minio_buckets'), names }
}

/** The items of a list of maps; undefined where it is anything else. */
function mapsOf(node: Node | undefined): readonly MappingNode[] | undefined {
  if (node?.kind !== 'sequence') return undefined
  const maps = node.items.flatMap((item) => (item.kind === 'mapping' ? [item] : []))
  return maps.length === node.items.length && maps.length > 0 ? maps : undefined
}

function scalarOf(map: MappingNode, name: string): string {
  const value = map.entries.get(name)?.value
  return value?.kind === 'scalar' && value.type !== 'null' ? value.text : ''
}

function textOf(settings: Settings, name: keyof typeof administrator): string {
  const node = settings.node(name)
  return node?.kind === 'scalar' && node.text !== '' ? node.text : administrator[name]
}

/** The store that a repository of type s3 writes to; undefined where that is none of the inventory's. */
export function storeAt(endpoint: string, stores: readonly ObjectStore[]): ObjectStore | undefined {
  const host = /^(?:https?:\/\/)?(\[[^\]]*\]|[^:/]*)/
    .exec(endpoint)?.[1]
    ?.replace(/^\[|\]$/g, '')
    .toLowerCase()
  return host === undefined ? undefined : stores.find(({ hosts }) => hosts.has(host))
}
