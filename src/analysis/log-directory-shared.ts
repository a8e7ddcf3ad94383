import type { Instance } from '../model/model.js'
import { neighboursIn } from '../model/neighbours.js'
import { defineCheck } from './check.js'

/** Daemons of two instances that write into one directory: their files have the same names, and the log agent takes all for those of both. */
export const logDirectoryShared = defineCheck({
  code: 'log-directory-shared',
  severity: 'error',
  summary: 'log directory that two instances of a host share',
  hint: 'leave it out of the entries of pg_instances: then each instance has its own',
  *run({ clusters }) {
    for (const instances of neighboursIn(clusters)) {
      const first = new Map<string, Instance>()
      for (const instance of instances)
        for (const path of directoriesOf(instance)) {
          const other = first.get(path)
          if (other === undefined) first.set(path, instance)
          else if (other.name !== instance.name)
            yield {
              at: instance.at,
              message: `${path} of ${instance.host.name} is a log directory of ${other.name} and of ${instance.name}: each needs its own`,
              related: [{ at: other.at, message: other.name }],
            }
        }
    }
  },
})

function directoriesOf({ postgres, patroni, pool, backup }: Instance): readonly string[] {
  const paths = [postgres, patroni, pool, backup].flatMap((part) => part?.logDirectory ?? [])
  return [...new Set(paths.map((path) => path.replace(/\/+$/, '')))]
}
