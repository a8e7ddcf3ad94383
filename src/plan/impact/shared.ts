import { patroniYml } from '../../artifacts/patroni/patroni.yml.js'
import type { Model } from '../../model/model.js'
import { isRecord, valueAt } from './patroni-file.js'
import { instanceOf, keysOf, type Question } from './question.js'

/**
 * Why a change of `bootstrap.dcs` in the file of this member changes nothing in etcd, which has one value for all: that of the primary, who creates the
 * cluster. Members whose machines differ have other values in their files. Undefined where the value is the primary's, or where nobody knows.
 */
export function notShared(question: Question): string | undefined {
  const { file, sides } = question
  const cluster = instanceOf(question)?.cluster
  if (cluster === undefined || sides.after === undefined || cluster.primary.name === file.instance) return undefined
  const keys = keysOf(question)
  const is = said(sides.after, cluster.primary.name, keys)
  const reason = `etcd has one value for all members, that of ${cluster.primary.name}`
  if (!isSame(is, reached(valueAt(file.after, []), keys))) return `${reason}, whose file says another`
  return sides.before !== undefined && isSame(said(sides.before, cluster.primary.name, keys), is) ? `${reason}, which does not change` : undefined
}

const documents = new WeakMap<Model, ReadonlyMap<string, unknown>>()

/** What the patroni.yml of an instance says. Views of all instances are made once for each model. */
function said(model: Model, instance: string, keys: readonly string[]): unknown {
  const known = documents.get(model) ?? new Map(patroniYml.files(model).map((spec) => [spec.instance ?? '', patroniYml.content?.(spec.view)]))
  documents.set(model, known)
  return reached(known.get(instance), keys)
}

/** What stands at the end of the keys, or the list that one of them leads into. */
function reached(document: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((value, key) => (isRecord(value) ? (Object.hasOwn(value, key) ? value[key] : undefined) : value), document)
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
}
