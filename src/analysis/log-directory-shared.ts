import type { Instance } from '../model/model.js'
import { defineCheck } from './check.js'

/** Daemons of two instances that write into one directory: their files have the same names, and the log agent takes all for those of both. */
export const logDirectoryShared = defineCheck({
  code: 'log-directory-shared',
  severity: 'error',
  summary: 'log directory that two instances of a host share',
  hint: 'leave it out of the entries of pg_instances: then each instance has its own',
  *run({ clusters }) {
    const first = new Map<string, Instance>()
    for (const instance of onSharedHosts(clusters.flatMap(({ instances }) => instances)))
      for (const path of directoriesOf(instance)) {
        const key = `${instance.host.name} ${path}`
        const other = first.get(key)
        if (other === undefined) first.set(key, instance)
        else if (other.name !== instance.name)
          yield {
            at: instance.at,
            message: `${path} of ${instance.host.name} is a log directory of ${other.name} and of ${instance.name}: each needs its own`,
            related: [{ at: other.at, message: other.name }],
          }
      }
  },
})

/** Those whose host has another instance: mostly none. */
function onSharedHosts(instances: readonly Instance[]): readonly Instance[] {
  const seen = new Set<string>()
  const shared = new Set<string>()
  for (const { host } of instances) {
    if (seen.has(host.name)) shared.add(host.name)
    seen.add(host.name)
  }
  return shared.size === 0 ? [] : instances.filter(({ host }) => shared.has(host.name))
}

function directoriesOf({ postgres, patroni, pool, backup }: Instance): readonly string[] {
  const paths = [postgres, patroni, pool, backup].flatMap((part) => part?.logDirectory ?? [])
  return [...new Set(paths.map((path) => path.replace(/\/+$/, '')))]
}
