import { defineCheck } from './check.js'

/** Exporters without anybody who asks them: nobody is told when a server is down. */
export const infraMissing = defineCheck({
  code: 'infra-missing',
  severity: 'warning',
  summary: 'PostgreSQL clusters that no infra node watches',
  hint: 'list the infra nodes in a group `infra`, each with its infra_seq',
  *run({ site, clusters }) {
    const [cluster] = clusters
    if (site.infra.length === 0 && cluster !== undefined)
      yield { at: cluster.at, message: 'group infra has no host: nothing scrapes the exporters of these clusters, and nobody is told when a server is down' }
  },
})
