import type { Named } from '../access/sentence.js'
import { type PlacedSentence, readSentences, type SentenceKind } from '../access/sentences.js'
import { parameterNames } from '../catalog/catalog.js'
import type { Sink } from '../diagnostics/sink.js'
import { nearest } from '../inventory/nearest.js'
import type { Model } from '../model/model.js'
import type { Source } from '../source/source.js'
import { codes } from './codes.js'
import { type Intention, intentionGrammar, readIntention } from './intention.js'

/** A sentence about what is meant, with the places of its words. */
export type PlacedIntention = PlacedSentence<Intention>

/** Reads a file of intentions, a YAML list of sentences or a map with the list `intend`; reports what is none at its word. */
export function readIntentions(source: Source, sink: Sink): readonly PlacedIntention[] {
  return readSentences(source, kind, sink)
}

const kind: SentenceKind<Intention> = {
  key: 'intend',
  code: codes['intention-form'],
  members: 'sentences about what the change is meant to do',
  example: 'an intention is one sentence: app may now reach shop from 10.2.0.0/16',
  grammar: intentionGrammar,
  read: readIntention,
}

/** Reports names that neither side has: a sentence about them could never be true. */
export function reportNames({ said: intention, where }: PlacedIntention, models: readonly Model[], sink: Sink): void {
  const report = (piece: Named, what: string, known: readonly string[]): void => {
    if (known.includes(piece.name)) return
    const guess = nearest(piece.name, known)
    sink.report(codes['intention-form'], where(piece), `there is no ${what} ${piece.name}${guess === undefined ? '' : `; did you mean ${guess}?`}`)
  }
  const clusters = models.flatMap((model) => model.clusters)
  const subjects = [
    ...models.flatMap(({ hosts }) => hosts.flatMap(({ name, address, nodename }) => [name, address.text, nodename])),
    ...clusters.flatMap(({ name, instances }) => [name, ...instances.map((each) => each.name)]),
  ]
  if (intention.kind === 'access') {
    if (intention.cluster !== undefined)
      report(
        intention.cluster,
        'cluster',
        clusters.map(({ name }) => name),
      )
    return
  }
  if (models.length > 0)
    for (const each of (intention.kind === 'files' ? intention.on : intention.of) ?? []) report(each, 'host, instance or cluster', subjects)
  if (intention.kind === 'parameter') for (const each of intention.names) report(each, 'parameter', parameterNames)
}
