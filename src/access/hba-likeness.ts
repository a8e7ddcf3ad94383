import { serverTlsOff } from '../model/connection-space.js'
import type { HbaRule } from '../model/hba.js'
import type { Instance } from '../model/model.js'
import { accountsOf, rolesOf } from '../model/user.js'
import { type HbaRecord, isHbaRecord } from '../syntax/hba.js'
import type { HbaRules } from './hba-suspects.js'

/**
 * Knows files of access rules that come to the same: the same rules in the same order, for the same kinds of connections and the same intranet, and with
 * accounts that the rules cannot tell apart. Clusters that have no rules of their own have such files.
 */
export class HbaLikeness {
  private readonly numbers = new Map<HbaRule, number>()
  private readonly seen = new Set<string>()

  /** Whether none that is known to be alike came before. */
  isFirst({ instance, reader, rules }: HbaRules): boolean {
    const own = rules.some((rule) => !this.numbers.has(rule))
    const numbers = rules.map((rule) => this.numberOf(rule))
    // A rule that nobody had before says so at once.
    if (own) return true
    const records = rules.flatMap(({ lines }) => lines.flatMap(({ entry }) => (isHbaRecord(entry) ? entry : [])))
    // sameuser and its like compare the names of databases and accounts, whatever they are.
    if (records.some(({ databases }) => databases.some((token) => 'keyword' in token && token.keyword.startsWith('same')))) return true
    const kinds = reader === 'pool' ? `pool ${instance.pool?.tls}` : serverTlsOff(instance.serverSettings) === undefined
    const intranet = instance.intranet.map(({ address, prefixLength }) => `${address.text}/${prefixLength}`)
    const likeness = [kinds, intranet, numbers, ...accountsFor(records, instance)].join('\n')
    if (this.seen.has(likeness)) return false
    this.seen.add(likeness)
    return true
  }

  private numberOf(rule: HbaRule): number {
    const number = this.numbers.get(rule) ?? this.numbers.size
    this.numbers.set(rule, number)
    return number
  }
}

/** All that rules can know of accounts, each once: the name where they name it, the roles that they name, and whether it may log in. */
function accountsFor(records: readonly HbaRecord[], instance: Instance): string[] {
  const tokens = records.flatMap(({ users }) => users)
  const groups = new Set(tokens.flatMap((token) => ('group' in token ? token.group : [])))
  const names = new Set(tokens.flatMap((token) => ('name' in token ? token.name : [])))
  const { present } = accountsOf(instance)
  const logins = new Set(present.flatMap(({ name, login }) => (login === false ? [] : name)))
  const accounts = present.map(({ name }) => {
    const roles = groups.size === 0 ? [] : [...rolesOf(name, present)].filter((role) => groups.has(role)).sort()
    return JSON.stringify([names.has(name) || groups.has(name) ? name : null, roles, logins.has(name)])
  })
  return [...new Set(accounts)].sort()
}
