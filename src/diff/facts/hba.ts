import { mask } from '../../diagnostics/mask.js'
import { quoteHbaAddress, quoteHbaList } from '../../emit/quote/hba.js'
import { type HbaEntry, isHbaRecord } from '../../syntax/hba.js'
import type { Veil } from '../veil.js'
import { type Branch, branch, leaf } from './fact.js'

/** Access rules in their order: whom a rule is for is its name, how it decides its value. */
export function hbaFacts(entries: readonly HbaEntry[], veil: Veil): Branch {
  return branch(
    entries.map((entry) => {
      if (!isHbaRecord(entry)) return [`${entry.directive} ${entry.path}`, leaf(true)]
      const { type, databases, users, address, method, options } = entry
      const who = [type, quoteHbaList(databases), quoteHbaList(users), ...(address === undefined ? [] : [quoteHbaAddress(address)])].join(' ')
      const how = [method, ...options.map(([name, value]) => `${name}=${value}`)].join(' ')
      return [veil.hides(who) ? `${type} ${mask}` : who, leaf(how, veil.hides(how))]
    }),
    true,
  )
}
