import type { Instance } from '../model/model.js'
import type { Postgres } from '../model/postgres.js'
import { defineCheck } from './check.js'

interface Rule {
  /** The parameter that the other files follow. */
  readonly parameter: string
  /** What the setting would have to be. */
  readonly wanted: (postgres: Postgres) => string
  readonly agrees: (value: string, postgres: Postgres) => boolean
}

const sameText =
  (wanted: Rule['wanted']): Rule['agrees'] =>
  (value, postgres) =>
    value === wanted(postgres)
const port: Rule['wanted'] = (postgres) => String(postgres.port)
const listen: Rule['wanted'] = (postgres) => postgres.listen.join(', ')
const data: Rule['wanted'] = (postgres) => postgres.dataDirectory
const hba: Rule['wanted'] = (postgres) => `${postgres.dataDirectory}/pg_hba.conf`
const config: Rule['wanted'] = (postgres) => `${postgres.dataDirectory}/postgresql.conf`
const socket: Rule['wanted'] = (postgres) => postgres.socketDirectory

const rules: Readonly<Record<string, Rule>> = {
  port: { parameter: 'pg_port', wanted: port, agrees: sameText(port) },
  listen_addresses: { parameter: 'pg_listen', wanted: listen, agrees: (value, { listen }) => items(value).sort().join() === [...listen].sort().join() },
  data_directory: { parameter: 'pg_data', wanted: data, agrees: sameText(data) },
  hba_file: { parameter: 'pg_data', wanted: hba, agrees: sameText(hba) },
  config_file: { parameter: 'pg_data', wanted: config, agrees: sameText(config) },
  unix_socket_directories: { parameter: 'pg_localhost', wanted: socket, agrees: (value, { socketDirectory }) => items(value).includes(socketDirectory) },
}

/** postgresql.auto.conf wins in the server, and every daemon beside it goes by the parameter: they would look in different places. */
export const settingContradiction = defineCheck({
  code: 'setting-contradiction',
  severity: 'error',
  summary: 'entry of pg_parameters that contradicts the parameter all other files follow',
  hint: 'change the parameter and leave the setting out of pg_parameters',
  *ofCluster({ instances }) {
    for (const instance of instances) yield* contradictions(instance)
  },
})

function* contradictions({ patroni, postgres, serverSettings }: Instance) {
  if (patroni === undefined) return
  for (const { name, value, at } of serverSettings) {
    const key = name.toLowerCase()
    const rule = Object.hasOwn(rules, key) ? rules[key] : undefined
    if (rule !== undefined && !rule.agrees(value, postgres))
      yield { at, message: `pg_parameters.${name} is \`${value}\`, and by ${rule.parameter} everything else expects ${rule.wanted(postgres)}` }
  }
}

function items(list: string): string[] {
  return list.split(',').map((item) => item.trim().replace(/^"(.*)"$/, '$1'))
}
