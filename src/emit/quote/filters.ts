import { quoteEnv } from './env.js'
import { quoteHaproxy, quoteHaproxyName, quoteHaproxyWords } from './haproxy.js'
import { quoteHbaAddress, quoteHbaList, quoteHbaWord } from './hba.js'
import { quoteAddress, quoteHostname } from './hosts.js'
import { quoteJson } from './json.js'
import { quoteLine } from './line.js'
import { quoteLiteral } from './literal.js'
import { quotePgbackrest } from './pgbackrest.js'
import { quotePgbouncer } from './pgbouncer-ini.js'
import { quoteOption, quoteOptionName } from './pgbouncer-options.js'
import { quotePgconf, quotePgconfName } from './pgconf.js'
import { quotePgpass } from './pgpass.js'
import { quoteKey, quoteSection } from './sections.js'
import { quoteShell } from './shell.js'
import { quoteSql } from './sql.js'
import { quoteTmpfiles } from './tmpfiles.js'
import { quoteExec, quoteUnit } from './unit.js'
import { quoteUserlistSecret, quoteUserlistUser } from './userlist.js'
import { quoteYaml, quoteYamlBlock } from './yaml.js'

/** Turns one decided value into text of a format, or throws InexpressibleValue. A value of the wrong type is a Bug. */
export type Filter = (value: unknown, argument?: unknown) => string

/** All that a template may apply, by the name it uses. */
export const filters: Readonly<Record<string, Filter>> = {
  yaml: quoteYaml,
  block: quoteYamlBlock,
  literal: quoteLiteral,
  json: quoteJson,
  section: quoteSection,
  key: quoteKey,
  pgbouncer: quotePgbouncer,
  optionName: quoteOptionName,
  option: quoteOption,
  userlistUser: quoteUserlistUser,
  userlistSecret: quoteUserlistSecret,
  pgbackrest: quotePgbackrest,
  pgconfName: quotePgconfName,
  pgconf: quotePgconf,
  haproxy: quoteHaproxy,
  haproxyName: quoteHaproxyName,
  haproxyWords: quoteHaproxyWords,
  address: quoteAddress,
  hostname: quoteHostname,
  unit: quoteUnit,
  exec: quoteExec,
  env: quoteEnv,
  shell: quoteShell,
  tmpfiles: quoteTmpfiles,
  pgpass: quotePgpass,
  sql: quoteSql,
  line: quoteLine,
  hbaWord: quoteHbaWord,
  hbaList: quoteHbaList,
  hbaAddress: quoteHbaAddress,
}
