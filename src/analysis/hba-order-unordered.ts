import { suspectFiles } from '../access/hba-suspects.js'
import { overlap } from '../model/connections.js'
import type { HbaRule } from '../model/hba.js'
import { defineCheck } from './check.js'

/** The order that the manual of the reference gives to rules without one. Its templates put them after all others, and so does this compiler. */
const implied = 1000

function isLate({ order = 0 }: HbaRule): boolean {
  return order > implied
}

/** A rule with an order above 1000 beside rules without one that match some of the same connections: which of them decides is easily misread (KD-25). */
export const hbaOrderUnordered = defineCheck({
  code: 'hba-order-unordered',
  severity: 'note',
  summary: 'access rule with an order above 1000 that still comes before rules without one',
  hint: 'give the rules without `order` one, so that the sequence can be read',
  *run(model) {
    const seen = new Set<string>()
    for (const { entries } of suspectFiles(model, isLate)) {
      const unordered = entries.filter(({ rule }) => rule.order === undefined)
      for (const entry of entries) {
        const { order, source, at, given } = entry.rule
        if (order === undefined || order <= implied || !given || seen.has(entry.id)) continue
        const [later, ...more] = unordered.filter((other) => overlap(entry.boxes, other.boxes).length > 0)
        if (later === undefined) continue
        seen.add(entry.id)
        yield {
          at,
          message: `${source} has order ${order} and decides before ${later.name}${more.length > 0 ? ` and ${more.length} more` : ''}: rules without an order come last, not at ${implied}`,
          related: [later, ...more].filter(({ rule }) => rule.given).map((other) => ({ at: other.at, message: `${other.name} has no order` })),
        }
      }
    }
  },
})
