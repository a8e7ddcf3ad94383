import type { FormatId } from '../../artifacts/artifact.js'
import type { SqlScripts } from '../../syntax/sql.js'
import { readEnv } from './env.js'
import { readHaproxy } from './haproxy.js'
import { readHba } from './hba.js'
import { readHosts } from './hosts.js'
import { readJson } from './json.js'
import { readLines } from './lines.js'
import { readPgbackrest } from './pgbackrest.js'
import { readPgbouncerIni } from './pgbouncer-ini.js'
import { readPgbouncerOptions } from './pgbouncer-options.js'
import { readPgconf } from './pgconf.js'
import { readPgpass } from './pgpass.js'
import { readScript } from './script.js'
import { readShell } from './shell.js'
import { readSql } from './sql.js'
import { readText } from './text.js'
import { readTmpfiles } from './tmpfiles.js'
import { readUnit } from './unit.js'
import { readUserlist } from './userlist.js'
import { readYaml } from './yaml.js'

/** Parses printed text back into plain facts, as the consumer would read it; throws where it is not of the format. `scripts` are those of SQL before it. */
export const readers: Readonly<Record<FormatId, (text: string, scripts?: SqlScripts) => unknown>> = {
  yaml: readYaml,
  hba: readHba,
  pgconf: readPgconf,
  'pgbouncer-ini': readPgbouncerIni,
  'pgbouncer-options': readPgbouncerOptions,
  userlist: readUserlist,
  pgbackrest: readPgbackrest,
  haproxy: readHaproxy,
  hosts: readHosts,
  unit: readUnit,
  env: readEnv,
  json: readJson,
  shell: readShell,
  script: readScript,
  tmpfiles: readTmpfiles,
  pgpass: readPgpass,
  sql: readSql,
  text: readText,
  lines: readLines,
}
