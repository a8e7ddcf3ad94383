import { defineCheck } from './check.js'

/** A database that is cloned from one which does not exist yet. */
export const templateOrder = defineCheck({
  code: 'template-order',
  severity: 'error',
  summary: 'database cloned from one that is created later',
  hint: 'databases are created in the order of pg_databases: put the template before its clones',
  *ofCluster({ name: cluster, primary }) {
    for (const [index, { name, template, state, where }] of primary.databases.entries()) {
      const later = primary.databases.slice(index).find((other) => other.name === template)
      if (state !== 'absent' && later !== undefined)
        yield {
          at: where('template'),
          message: `database ${name} of cluster ${cluster} is cloned from ${later.name}, which is ${later.name === name ? 'itself' : 'created after it'}`,
          related: later.name === name ? [] : [{ at: later.at, message: 'the template' }],
        }
    }
  },
})
