import type { Change, FileChange } from '../../diff/change.js'
import type { Cluster, Instance, Model } from '../../model/model.js'
import type { Impact } from '../impact.js'
import { hasDaemon } from './daemons.js'

/** The models of both sides, where they are inventories. */
export interface Sides {
  readonly before?: Model
  readonly after?: Model
}

/** What a rule is asked: a change of a file, or the file as a whole where it is new, gone, or could not be read. */
export interface Question {
  readonly file: FileChange
  readonly change?: Change
  readonly sides: Sides
}

/** What a change of one kind of file needs. */
export type Rule = (question: Question) => Impact

/** The keys of the change without positions in lists; empty for the file as a whole. */
export function keysOf({ change }: Question): string[] {
  return (change?.path ?? []).filter((step) => typeof step === 'string')
}

/** The unit that the file concerns: instances that share a host have units of their own. */
export function unitOf({ file }: Question, usual: string): string {
  return (file.after ?? file.before)?.impact?.unit ?? usual
}

/** The instance that the file belongs to, as it will be, else as it was. */
export function instanceOf({ file, sides }: Question): Instance | undefined {
  return find(sides.after, file.instance) ?? find(sides.before, file.instance)
}

/** Who tells the server to read its files again: Patroni, unless it was removed and the server has a unit of its own. */
export function reloaderOf(question: Question): string {
  const instance = instanceOf(question)
  return instance?.patroni?.mode === 'remove' ? instance.layout.units.postgres : (instance?.layout.units.patroni ?? unitOf(question, 'patroni.service'))
}

/** The cluster of the file as it was; absent where it is new, or where nobody knows. */
export function formerCluster(question: Question): Cluster | undefined {
  const name = instanceOf(question)?.cluster.name
  return question.sides.before?.clusters.find((cluster) => cluster.name === name)
}

/** Whether the cluster of the file is not there yet, so that everything about it may still be chosen. */
export function isNewCluster(question: Question): boolean {
  return question.sides.before !== undefined && instanceOf(question) !== undefined && formerCluster(question) === undefined
}

/** Whether only one side has the daemon that reads the file: then it starts, or ends, with it. */
export function standsAlone({ file, sides: { before, after } }: Question): boolean {
  if (before === undefined || after === undefined || file.kind === 'changed') return false
  const other = file.kind === 'added' ? before : after
  const known = file.artifact?.startsWith('exporters/remote') === true ? undefined : hasDaemon(other, file.component, file.host, file.instance)
  return known === undefined ? !other.hosts.some(({ name }) => name === file.host) : !known
}

/** How a restart is done: one after the other, unless the member is known to be alone. */
export function restartOf(question: Question): 'restart' | 'rolling restart' {
  return (formerCluster(question) ?? instanceOf(question)?.cluster)?.instances.length === 1 ? 'restart' : 'rolling restart'
}

function find(model: Model | undefined, name: string | undefined): Instance | undefined {
  if (name === undefined) return undefined
  for (const { instances } of model?.clusters ?? []) for (const instance of instances) if (instance.name === name) return instance
  return undefined
}
