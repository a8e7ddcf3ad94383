import { mask } from '../../diagnostics/mask.js'
import type { Change } from '../change.js'
import type { Branch, Fact } from './fact.js'

export type FactChange = Omit<Change, 'origins'>

/** The facts that differ: in the order of the new file, in each branch followed by those that are gone. A branch that one side lacks is one change. */
export function compareFacts(before: Fact, after: Fact, path: readonly string[] = []): FactChange[] {
  if (before.kind === 'leaf' || after.kind === 'leaf')
    return before.kind === 'leaf' && after.kind === 'leaf' && before.value === after.value ? [] : [changeOf(path, before, after)]
  const added = [...after.entries].flatMap(([name, fact]) => {
    const old = before.entries.get(name)
    return old === undefined ? [changeOf([...path, name], undefined, fact)] : compareFacts(old, fact, [...path, name])
  })
  const removed = [...before.entries].flatMap(([name, fact]) => (after.entries.has(name) ? [] : [changeOf([...path, name], fact, undefined)]))
  return [...added, ...removed, ...orderChange(before, after, path)]
}

function changeOf(path: readonly string[], before: Fact | undefined, after: Fact | undefined): FactChange {
  const secret = [before, after].some((fact) => fact?.kind === 'leaf' && fact.secret)
  return {
    kind: before === undefined ? 'added' : after === undefined ? 'removed' : 'changed',
    path,
    key: keyText(path),
    ...(before === undefined || secret ? {} : { before: plain(before) }),
    ...(after === undefined || secret ? {} : { after: plain(after) }),
    secret,
  }
}

/** What both have, where it stands in another order that counts. */
function orderChange(before: Branch, after: Branch, path: readonly string[]): FactChange[] {
  if (!before.ordered || !after.ordered) return []
  const was = [...before.entries.keys()].filter((name) => after.entries.has(name))
  const is = [...after.entries.keys()].filter((name) => before.entries.has(name))
  if (was.every((name, index) => name === is[index])) return []
  return [{ kind: 'changed', path: [...path, orderKey], key: keyText([...path, orderKey]), before: was, after: is, secret: false }]
}

/** The last step of a path that leads to the order of what stands in a list. */
export const orderKey = '(order)'

/** The data of a fact, for who prints it: without its credentials. */
export function plain(fact: Fact): unknown {
  if (fact.kind === 'leaf') return fact.secret ? mask : fact.value
  const entries = [...fact.entries].map(([name, inner]): [string, unknown] => [name, plain(inner)])
  // A list of texts that name themselves.
  if (entries.length > 0 && entries.every(([name, value]) => name === String(value) || name.startsWith(`${String(value)}#`)))
    return entries.map(([, value]) => value)
  return Object.fromEntries(entries)
}

/** A path as people write it: `bootstrap.dcs.ttl`; names with blanks are set off, as in `listen shop-primary: server shop-1: weight`. */
export function keyText(path: readonly (string | number)[]): string {
  return path.reduce<string>((text, step) => (text === '' ? String(step) : `${text}${/\s/.test(`${text}${step}`) ? ': ' : '.'}${step}`), '')
}
