import { defineCheck } from './check.js'

/** A pooled database without the function that looks up its users: only template1 hands it on (KD-71). */
export const authQueryTemplate0 = defineCheck({
  code: 'auth-query-template0',
  severity: 'warning',
  summary: 'database cloned from template0, where the pool cannot look up users',
  hint: 'create monitor.pgbouncer_auth(text) in it, for instance through `baseline`, or clone it from template1',
  *ofCluster({ instances }) {
    for (const { pool, databases } of instances) {
      if (!pool?.authQuery) continue
      const offered = new Set(pool.databases.map(({ name }) => name))
      for (const { name, template, where } of databases)
        if (template === 'template0' && offered.has(name))
          yield {
            at: where('template'),
            message: `database ${name} is cloned from template0 and lacks monitor.pgbouncer_auth: with pgbouncer_auth_query, users that userlist.txt does not name cannot reach it through the pool`,
          }
    }
  },
})
