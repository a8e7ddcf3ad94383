import { quoteHaproxy, quoteHaproxyName } from './haproxy.js'
import { quoteHbaAddress, quoteHbaList, quoteHbaWord } from './hba.js'
import { quoteAddress, quoteHostname } from './hosts.js'
import { quoteLine } from './line.js'
import { quotePgbackrest } from './pgbackrest.js'
import { quotePgbouncer } from './pgbouncer-ini.js'
import { quoteOption, quoteOptionName } from './pgbouncer-options.js'
import { quotePgconf, quotePgconfName } from './pgconf.js'
import { quoteKey, quoteSection } from './sections.js'
import { quoteExec, quoteUnit } from './unit.js'
import { quoteUserlistSecret, quoteUserlistUser } from './userlist.js'
import { quoteYaml, quoteYamlBlock } from './yaml.js'

/** Turns one decided value into text of a format, or throws InexpressibleValue. A value of the wrong type is a Bug. */
export type Filter = (value: unknown, argument?: unknown) => string

/** All that a template may apply, by the name it uses. */
export const filters: Readonly<Record<string, Filter>> = {
  yaml: quoteYaml,
  block: quoteYamlBlock,
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
  address: quoteAddress,
  hostname: quoteHostname,
  unit: quoteUnit,
  exec: quoteExec,
  line: quoteLine,
  hbaWord: quoteHbaWord,
  hbaList: quoteHbaList,
  hbaAddress: quoteHbaAddress,
}
