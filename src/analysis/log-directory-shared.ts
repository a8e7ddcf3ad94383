import type { Instance } from '../model/model.js'
import { neighboursIn } from '../model/neighbours.js'
import { grouped } from '../source/grouped.js'
import { defineCheck, type Finding } from './check.js'

/** Daemons of two instances that write into one directory: their files have the same names, and the log agent takes all for those of both. */
export const logDirectoryShared = defineCheck({
  code: 'log-directory-shared',
  severity: 'error',
  summary: 'log directory that two instances of a host share',
  hint: 'leave it out of the entries of pg_instances: then each instance has its own',
  *run({ clusters }) {
    for (const instances of neighboursIn(clusters)) yield* among(instances)
  },
})

/** Of the instances of one host. */
function* among(instances: readonly Instance[]): Iterable<Finding> {
  const logging = instances.flatMap((instance) => directoriesOf(instance).map((path) => ({ instance, path })))
  for (const [path, [first, ...others]] of grouped(logging, (one) => one.path))
    for (const { instance } of others)
      if (first !== undefined && first.instance.name !== instance.name)
        yield {
          at: instance.at,
          message: `${path} of ${instance.host.name} is a log directory of ${first.instance.name} and of ${instance.name}: each needs its own`,
          related: [{ at: first.instance.at, message: first.instance.name }],
        }
}

function directoriesOf({ postgres, patroni, pool, backup }: Instance): readonly string[] {
  const paths = [postgres, patroni, pool, backup].flatMap((part) => part?.logDirectory ?? [])
  return [...new Set(paths.map((path) => path.replace(/\/+$/, '')))]
}
