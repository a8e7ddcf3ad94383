import { defineCheck } from './check.js'

/** A log agent without a receiver reads every log and sends it nowhere. */
export const logsWithoutReceiver = defineCheck({
  code: 'logs-without-receiver',
  severity: 'warning',
  summary: 'log agents that send their logs nowhere',
  hint: 'enable vlogs_enabled on an infra node, name URLs in vector_log_endpoint, or make it an empty list on purpose',
  *run({ site, hosts }) {
    if (site.infra.some(({ infra }) => infra?.components.some(({ name }) => name === 'vlogs'))) return
    const lost = hosts.filter(({ logAgent }) => logAgent?.receivers === 'infra')
    const [first] = lost
    if (first?.logAgent === undefined) return
    yield {
      at: first.logAgent.at,
      message: `vector_log_endpoint means the log stores of the infra nodes, and none of these has one: the logs of ${first.name}${lost.length > 1 ? ` and ${lost.length - 1} more` : ''} go nowhere`,
    }
  },
})
