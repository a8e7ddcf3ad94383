import type { Span } from '../source/span.js'
import { defineCheck } from './check.js'

/** Series are told apart by the instance's name: two servers of one name would merge into one (KD-76). Several infra nodes may watch the same remote server. */
export const remoteInstanceClash = defineCheck({
  code: 'remote-instance-clash',
  severity: 'error',
  summary: 'remote instance with the name of another instance',
  hint: 'give the entry of pg_exporters another pg_cluster or pg_seq',
  *run({ site, clusters }) {
    const managed = new Map(clusters.flatMap(({ instances }) => instances.map(({ name, at }) => [name, at] as const)))
    for (const host of site.infra) {
      const seen = new Map<string, Span>()
      for (const { name, exporterPort, at } of host.infra?.remotes ?? []) {
        const own = managed.get(name)
        const other = seen.get(name)
        if (own !== undefined)
          yield {
            at,
            message: `pg_exporters.${exporterPort} is called ${name}, as is an instance of this inventory: their series would be one`,
            related: [{ at: own, message: `instance ${name}` }],
          }
        if (other !== undefined)
          yield {
            at,
            message: `pg_exporters.${exporterPort} is called ${name}, as is another entry: their series would be one`,
            related: [{ at: other, message: 'the other one' }],
          }
        seen.set(name, at)
      }
    }
  },
})
