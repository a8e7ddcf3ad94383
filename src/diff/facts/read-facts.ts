import type { FormatId } from '../../artifacts/artifact.js'
import { readEnv } from '../../emit/read/env.js'
import { readHaproxy } from '../../emit/read/haproxy.js'
import { readHba } from '../../emit/read/hba.js'
import { readHosts } from '../../emit/read/hosts.js'
import { readJson } from '../../emit/read/json.js'
import { readLines } from '../../emit/read/lines.js'
import { readPgbackrest } from '../../emit/read/pgbackrest.js'
import { readPgbouncerIni } from '../../emit/read/pgbouncer-ini.js'
import { readPgbouncerOptions } from '../../emit/read/pgbouncer-options.js'
import { readPgconf } from '../../emit/read/pgconf.js'
import { readPgpass } from '../../emit/read/pgpass.js'
import { readScript } from '../../emit/read/script.js'
import { readShell } from '../../emit/read/shell.js'
import { readSql } from '../../emit/read/sql.js'
import { readText } from '../../emit/read/text.js'
import { readTmpfiles } from '../../emit/read/tmpfiles.js'
import { readUnit } from '../../emit/read/unit.js'
import { readUserlist } from '../../emit/read/userlist.js'
import { readYaml } from '../../emit/read/yaml.js'
import type { Veil } from '../veil.js'
import { branch, type Fact, leaf } from './fact.js'
import { haproxyFacts } from './haproxy.js'
import { hbaFacts } from './hba.js'
import { recordFacts } from './records.js'
import { listFacts, sectionFacts, settingFacts } from './settings.js'
import { shellFacts } from './shell.js'
import { sqlFacts } from './sql.js'

const readers: Readonly<Record<FormatId, (text: string, veil: Veil) => Fact>> = {
  yaml: (text, veil) => recordFacts(readYaml(text), veil),
  json: (text, veil) => recordFacts(readJson(text), veil),
  hba: (text, veil) => hbaFacts(readHba(text), veil),
  pgconf: (text, veil) => settingFacts(new Map(readPgconf(text)), veil),
  'pgbouncer-ini': (text, veil) => sectionFacts(readPgbouncerIni(text), veil),
  'pgbouncer-options': (text, veil) => branch(readPgbouncerOptions(text).map(([name, options]) => [name, settingFacts(options, veil)])),
  userlist: (text) => branch(readUserlist(text).map(([user, secret]) => [user, leaf(secret, true)])),
  pgbackrest: (text, veil) => sectionFacts(readPgbackrest(text), veil),
  haproxy: (text, veil) => haproxyFacts(readHaproxy(text), veil),
  hosts: (text) => hostsFacts(readHosts(text)),
  unit: (text, veil) => sectionFacts(readUnit(text), veil),
  env: (text, veil) => settingFacts(Object.entries(readEnv(text)), veil),
  shell: (text, veil) => shellFacts(readShell(text), veil),
  script: (text, veil) => scriptFacts(text, veil),
  tmpfiles: (text, veil) => branch(readTmpfiles(text).map(([type = '', path = '', ...rest]) => [`${type} ${path}`, leaf(rest.join(' '), veil.hides(path))])),
  // libpq takes the first line that fits.
  pgpass: (text) =>
    branch(
      readPgpass(text).map((fields) => [fields.slice(0, -1).join(':'), leaf(fields.at(-1), true)]),
      true,
    ),
  sql: (text, veil) => sqlFacts(readSql(text), veil),
  text: (text, veil) => branch([['value', leaf(readText(text), veil.hides(text))]]),
  lines: (text, veil) => listFacts(readLines(text), veil),
}

/** What a text says; undefined where it is not of the format, as a file that was edited by hand may be. `secret`: whether the file holds a credential. */
export function readFacts(format: FormatId, text: string, veil: Veil, secret: boolean): Fact | undefined {
  try {
    if (format === 'text' && secret) return branch([['value', leaf(readText(text), true)]])
    return readers[format](text, veil)
  } catch {
    return undefined
  }
}

/** Names with their addresses. */
function hostsFacts(records: readonly (readonly [address: string, names: readonly string[]])[]): Fact {
  const addresses = new Map<string, string[]>()
  for (const [address, names] of records) for (const name of names) addresses.set(name, [...(addresses.get(name) ?? []), address])
  return branch([...addresses].map(([name, all]) => [name, leaf(all.join(' '))]))
}

/** The values of a script, and what it does with them as one fact. */
function scriptFacts(text: string, veil: Veil): Fact {
  const body = text
    .split('\n')
    .filter((line) => !line.startsWith('readonly ') && !/^\s*(#(?!!)|$)/.test(line))
    .join('\n')
  return branch([...settingFacts(Object.entries(readScript(text)), veil).entries, ['script', leaf(body, veil.hides(body))]])
}
