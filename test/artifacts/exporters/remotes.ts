import type { Compiled } from '../../compile.js'
import { compileValid, minimal } from '../../compile.js'

/** An inventory whose infra node watches servers elsewhere; both arguments are in flow style. */
export function compileRemotes(exporters: string, variables = ''): Compiled {
  return compileValid(minimal({ infra: `{ infra_seq: 1, nodename: infra-1, ${variables}pg_exporters: ${exporters} }` }))
}
