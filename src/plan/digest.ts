import { sha256 } from '../source/sha256.js'
import type { AccessChange } from './access.js'
import type { Impact } from './impact.js'
import type { Plan, PlannedFile } from './plan.js'

/** Hexadecimal digits of a digest. */
export const digestLength = 32

/**
 * What tells a plan from others, as 32 hexadecimal digits: which hosts, clusters, instances, services and files differ, which facts change from what to
 * what, what that takes, and who gains or loses access. Made of what a report may show, so no credential can be guessed from it: of a credential it says only
 * that it changes. Places in inventories, names of the sides, reasons and sources are left out: the same change is the same plan wherever its line stands.
 */
export function digestOf({ comparison: { subjects }, files, access = [] }: Plan): string {
  const text = JSON.stringify([subjects, files.map(fileFacts), access.map(accessFacts)])
  return sha256(new TextEncoder().encode(text)).slice(0, digestLength)
}

function fileFacts({ file, impact, changes }: PlannedFile) {
  const facts = changes.map(({ change, impact: own }) => [
    [change.kind, change.path, change.secret],
    change.secret ? [] : [change.before, change.after],
    effectFacts(own),
  ])
  return [file.kind, file.host, file.path, [file.before, file.after].map((side) => side && [side.host, side.path]), file.rights, effectFacts(impact), facts]
}

function effectFacts(impact: Impact | undefined) {
  return impact === undefined ? [] : [impact.effect, impact.unit, impact.order]
}

function accessFacts({ cluster, subject, kind, effect, certain, users, databases, transports, from, doors, before, after }: AccessChange) {
  const states = [before, after].map(({ verdict, needs, methods, primary }) => [verdict, needs, methods, primary])
  return [cluster, subject, kind, effect, certain, users, databases, transports, from?.map(String), doors, states]
}
