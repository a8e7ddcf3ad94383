import { neighboursIn } from '../model/neighbours.js'
import { defineCheck } from './check.js'

/** Only one process can hold /dev/watchdog. Where it is required, the Patroni that comes second never leads. */
export const watchdogShared = defineCheck({
  code: 'watchdog-shared',
  severity: 'warning',
  summary: 'watchdog that several instances of a host want',
  hint: 'patroni_watchdog_mode: off for all of them but one',
  *run({ clusters }) {
    for (const instances of neighboursIn(clusters)) {
      const [first, ...others] = instances.filter(({ patroni }) => patroni !== undefined && patroni.watchdog !== 'off')
      if (first === undefined) continue
      for (const { at, name, host } of others)
        yield {
          at,
          message: `${first.name} and ${name} on ${host.name} both want the one watchdog of the machine: the second to start goes without, and where it is required never leads`,
          related: [{ at: first.at, message: first.name }],
        }
    }
  },
})
