import { defineCheck } from './check.js'

/** A baseline is a file that the inventory only names: somebody has to put it where the script looks for it. */
export const baselineToDeliver = defineCheck({
  code: 'baseline-to-deliver',
  severity: 'note',
  summary: 'baseline of a database, which is not part of the inventory',
  hint: 'it runs with every run of the script, so it has to be repeatable',
  *ofCluster({ primary }) {
    for (const { name, state, baseline, where } of primary.provisioning.enabled ? primary.databases : [])
      if (baseline !== undefined && state !== 'absent')
        yield {
          at: where('baseline'),
          message: `copy ${baseline} to ${primary.layout.tmp}/pg-db-${name}-baseline.sql on ${primary.host.name} before the script of database ${name} runs`,
        }
  },
})
