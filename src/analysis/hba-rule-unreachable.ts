import { type HbaRules, rulesOfCluster } from '../access/hba-suspects.js'
import { isWitnessed } from '../access/hba-witness.js'
import { type ConnectionBox, uncovered } from '../model/connections.js'
import type { HbaRule } from '../model/hba.js'
import { covers, entryId, type HbaUnit, hbaFilesOf, isDenial } from '../model/hba-reach.js'
import type { Cluster } from '../model/model.js'
import { Remembered } from '../model/remembered.js'
import { defineCheck } from './check.js'

/** An access rule that decides about nothing: the first line that matches a connection decides, and earlier rules together match all of its own. */
export const hbaRuleUnreachable = defineCheck({
  code: 'hba-rule-unreachable',
  severity: 'warning',
  summary: 'access rule that no connection can reach, because earlier rules together match all that it matches',
  hint: 'give the narrower rule a lower `order`, or remove the one that is not needed',
  *run(model) {
    const found = new Map<string, { readonly entry: HbaUnit; readonly before: readonly HbaUnit[] }>()
    const reached = new Set<string>()
    const suspect = model.clusters.filter((cluster) => !isWhollyWitnessed(cluster))
    // Members with the same rules share them.
    for (const entries of new Set(hbaFilesOf(suspect).map((file) => file.entries))) {
      const unreached = unreachable.from(entries, lookAt)
      for (const entry of entries) if (!unreached.has(entry)) reached.add(entry.id)
      for (const [entry, before] of unreached) if (entry.rule.given && !found.has(entry.id)) found.set(entry.id, { entry, before })
    }
    if (found.size === 0) return
    const suspects = new Set(suspect)
    for (const cluster of model.clusters)
      if (!suspects.has(cluster))
        for (const { rules } of rulesOfCluster(cluster)) for (const rule of rules) for (const line of rule.lines) reached.add(entryId(rule, line))
    for (const [id, { entry, before }] of found) {
      if (reached.has(id)) continue
      const names = before.map(({ name }) => name).join(', ')
      const opposite = isDenial(entry) ? before.filter((other) => !isDenial(other)) : []
      const detail =
        opposite.length > 0
          ? `: what it should refuse has been admitted by ${opposite.length === before.length ? 'then' : opposite.map(({ name }) => name).join(', ')}`
          : ''
      yield {
        at: entry.at,
        message: `no connection can reach ${entry.name}: ${names} ${before.length === 1 ? 'comes first and matches' : 'come first and together match'} all that it matches${detail}`,
        related: before.filter(({ rule }) => rule.given).map(({ at, name }) => ({ at, message: `${name} comes first` })),
      }
    }
  },
})

/** Whether every entry of the inventory in its files decides about some connection that is easy to find. */
function isWhollyWitnessed(cluster: Cluster): boolean {
  return witnessed.from(cluster, () => {
    const files = rulesOfCluster(cluster)
    return files.every((file, index) => files.findIndex((other) => areAlike(other, file)) < index || file.rules.every((rule) => isEachWitnessed(rule, file)))
  })
}

const witnessed = new Remembered<boolean>()

/** Whether they are read as the same: members have most rules in common. */
function areAlike(one: HbaRules, other: HbaRules): boolean {
  const [a, b] = [one.instance, other.instance]
  return (
    one.rules === other.rules &&
    one.reader === other.reader &&
    a.users === b.users &&
    a.defaultRoles === b.defaultRoles &&
    a.serverSettings === b.serverSettings &&
    a.pool?.tls === b.pool?.tls
  )
}

function isEachWitnessed({ given, lines }: HbaRule, file: HbaRules): boolean {
  if (!given || lines.length === 0) return true
  return lines.some(({ raw }) => raw !== undefined) ? lines.every((line) => isWitnessed([line], file)) : isWitnessed(lines, file)
}

/** The entries that no connection can reach, each with the earlier ones that together match all of its own; those are looked for where the entry is given. */
type Unreachable = ReadonlyMap<HbaUnit, readonly HbaUnit[]>

const unreachable = new Remembered<Unreachable>()

function lookAt(entries: readonly HbaUnit[]): Unreachable {
  const found = new Map<HbaUnit, readonly HbaUnit[]>()
  const earlier: ConnectionBox[] = []
  entries.forEach((entry, index) => {
    const { boxes } = entry
    if (boxes.length > 0 && covers(earlier, boxes)) found.set(entry, entry.rule.given ? needed(entries.slice(0, index), boxes) : [])
    earlier.push(...boxes)
  })
  return found
}

/** Earlier entries that together match all of the boxes, and none that could be left out. */
function needed(earlier: readonly HbaUnit[], boxes: readonly ConnectionBox[]): readonly HbaUnit[] {
  const used = new Set<ConnectionBox>()
  const before = earlier.flatMap(({ boxes }) => boxes)
  for (const box of boxes) uncovered(box, before, used)
  let kept = earlier.filter((entry) => entry.boxes.some((box) => used.has(box)))
  for (const entry of [...kept].reverse()) {
    const rest = kept.filter((other) => other !== entry)
    if (
      covers(
        rest.flatMap((other) => other.boxes),
        boxes,
      )
    )
      kept = rest
  }
  return kept
}
