import { defineCheck } from './check.js'

/** A delayed member replays hours late: as an ordinary server of a service it answers with what was true then (KD-28). */
export const serviceDelayedMember = defineCheck({
  code: 'service-delayed-member',
  severity: 'warning',
  summary: 'delayed member among the ordinary servers of a service',
  hint: "leave it out by the selector: `[? pg_role != 'delayed']`",
  *run({ clusters, services }) {
    const delaying = new Set(clusters.filter(({ instances }) => instances.some(({ role }) => role === 'delayed')))
    if (delaying.size === 0) return
    for (const { proxy, at, servers, check } of services.filter(({ cluster }) => delaying.has(cluster)))
      for (const { instance } of servers.filter((server) => server.instance.role === 'delayed' && !server.backup))
        yield {
          at,
          message: `service ${proxy} sends queries to the delayed member ${instance.name} whenever it passes ${check}: clients would read old data`,
          related: [{ at: instance.at, message: `${instance.name} has role delayed` }],
        }
  },
})
