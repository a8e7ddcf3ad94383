import type { Instance } from '../model/model.js'
import { defineCheck } from './check.js'

/** Only one process can hold /dev/watchdog. Where it is required, the Patroni that comes second never leads. */
export const watchdogShared = defineCheck({
  code: 'watchdog-shared',
  severity: 'warning',
  summary: 'watchdog that several instances of a host want',
  hint: 'patroni_watchdog_mode: off for all of them but one',
  *run({ clusters }) {
    const first = new Map<string, Instance>()
    for (const instance of clusters.flatMap(({ instances }) => instances)) {
      if (instance.patroni === undefined || instance.patroni.watchdog === 'off') continue
      const other = first.get(instance.host.name)
      if (other === undefined) first.set(instance.host.name, instance)
      else
        yield {
          at: instance.at,
          message: `${other.name} and ${instance.name} on ${instance.host.name} both want the one watchdog of the machine: the second to start goes without, and where it is required never leads`,
          related: [{ at: other.at, message: other.name }],
        }
    }
  },
})
