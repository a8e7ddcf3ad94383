import { type Backup, optionOf } from '../model/backup.js'
import type { Cluster } from '../model/model.js'
import { Remembered } from '../model/remembered.js'
import { defineCheck } from './check.js'

/** Options that say where a repository is, beside its path, by kind of storage. */
const places: Readonly<Record<string, readonly string[]>> = {
  s3: ['s3-endpoint', 's3-bucket'],
  azure: ['azure-endpoint', 'azure-account', 'azure-container'],
  gcs: ['gcs-endpoint', 'gcs-bucket'],
  sftp: ['sftp-host'],
}

/** Clusters may share a repository, each below its own stanza. A repository inside the directories of another one mixes with its files. */
export const backupPathInside = defineCheck({
  code: 'backup-path-inside',
  severity: 'error',
  summary: 'backup repository inside of another one',
  hint: 'give both the same path, where their stanzas keep them apart, or two paths beside each other',
  *run({ clusters }) {
    const repositories = clusters.flatMap((cluster) => ofCluster.from(cluster, repositoriesOf))
    // Few paths have the form of what is inside of a repository.
    const suspects = repositories.filter(({ path }) => /\/(archive|backup)\/./.test(path))
    if (suspects.length === 0) return
    const owners = new Map(repositories.flatMap((repository) => stanzaFolders(repository).map((folder) => [`${repository.place}\0${folder}`, repository])))
    for (const inner of suspects) {
      const around = new Set(foldersAlong(inner.path).flatMap((folder) => owners.get(`${inner.place}\0${folder}`) ?? []))
      const outer = around.size === 0 ? undefined : repositories.find((repository) => around.has(repository))
      if (outer !== undefined)
        yield {
          at: optionOf(inner.backup, 'path')?.at ?? inner.backup.at,
          message: `the repository of cluster ${inner.cluster.name}, ${inner.path}, is inside of what cluster ${outer.cluster.name} keeps below ${outer.path}: the files of both would stand in one directory`,
          related: [{ at: optionOf(outer.backup, 'path')?.at ?? outer.backup.at, message: `the repository of ${outer.cluster.name}` }],
        }
    }
  },
})

interface Repository {
  readonly cluster: Cluster
  readonly backup: Backup
  /** What tells the storage from others. */
  readonly place: string
  readonly path: string
}

const ofCluster = new Remembered<readonly Repository[]>()

function repositoriesOf(cluster: Cluster): readonly Repository[] {
  const seen = new Set<string>()
  return cluster.instances.flatMap(({ backup, host }) => {
    if (backup === undefined) return []
    const { place, path } = placeOf(backup, host.name)
    if (seen.has(place)) return []
    seen.add(place)
    return [{ cluster, backup, place, path }]
  })
}

/** Directories of a host are its own, as far as anybody can tell. */
function placeOf(backup: Backup, host: string): { place: string; path: string } {
  const options = Object.hasOwn(places, backup.storage) ? places[backup.storage] : undefined
  const place = options === undefined ? `host ${host}` : [backup.storage, ...options.map((name) => optionOf(backup, name)?.value ?? '')].join('\0')
  return { place, path: (optionOf(backup, 'path')?.value ?? '/var/lib/pgbackrest').replace(/\/+$/, '') || '/' }
}

/** pgBackRest keeps a stanza in `archive/<stanza>` and `backup/<stanza>`. */
function stanzaFolders({ path, cluster }: Repository): string[] {
  const root = path === '/' ? '' : path
  return ['archive', 'backup'].map((folder) => `${root}/${folder}/${cluster.name}`)
}

/** A path and all that it is below. */
function foldersAlong(path: string): string[] {
  const parts = path.split('/')
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}
