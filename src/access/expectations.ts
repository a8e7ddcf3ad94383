import type { Sink } from '../diagnostics/sink.js'
import { nearest } from '../inventory/nearest.js'
import type { Cluster, Model } from '../model/model.js'
import type { Source } from '../source/source.js'
import { codes } from './codes.js'
import { engineOf } from './engine.js'
import { databasesOf, loginsOf } from './names.js'
import type { Named, Piece } from './sentence.js'
import { type PlacedSentence, readSentences, type SentenceKind } from './sentences.js'
import { grammar, readStatement, type Statement } from './statement.js'
import { leadsTo, targetNames } from './target.js'

/** A statement with the places of its words. */
export type Expectation = PlacedSentence<Statement>

/** Reads a file of expectations, a YAML list of statements or a map with the list `expect`; reports what is none at its word. */
export function readExpectations(source: Source, sink: Sink): readonly Expectation[] {
  return readSentences(source, kind, sink)
}

const kind: SentenceKind<Statement> = {
  key: 'expect',
  code: codes['expectation-form'],
  members: 'statements',
  example: 'an expectation is one sentence: app may reach shop from 10.0.0.0/8 with TLS',
  grammar,
  read: readStatement,
}

/** What stands in the place of a database, too: physical replication, and the console of the pool. */
export const besideDatabases: readonly string[] = ['replication', 'pgbouncer']

/** Reports the names of an expectation that the inventory does not have; the clusters that it is about. */
export function clustersOf(expectation: Expectation, model: Model, sink: Sink): readonly Cluster[] {
  const { said: statement, where } = expectation
  const { cluster, databases, through } = statement
  const found = model.clusters.filter(
    (each) =>
      (cluster === undefined || each.name === cluster.name) &&
      (databases === 'any' || databases.some(({ name }) => [...databasesOf(each), ...besideDatabases].includes(name))) &&
      (through === undefined ||
        engineOf(model)
          .doorsOf(each)
          .some((door) => each.instances.some((primary) => leadsTo(through, door, primary)))),
  )
  const errors = sink.count('error')
  const report = (piece: Piece, what: string, name: string, known: readonly string[], shown = name): void => {
    const guess = nearest(name, known)
    sink.report(codes['expectation-form'], where(piece), `the inventory has no ${what} ${shown}${guess === undefined ? '' : `; did you mean ${guess}?`}`)
  }
  if (cluster !== undefined && !model.clusters.some(({ name }) => name === cluster.name))
    report(
      cluster,
      'cluster',
      cluster.name,
      model.clusters.map(({ name }) => name),
    )
  const everyDatabase = [...new Set([...model.clusters.flatMap(databasesOf), ...besideDatabases])]
  if (databases !== 'any') for (const each of databases) if (!everyDatabase.includes(each.name)) report(each, 'database', each.name, everyDatabase)
  const scope = found.length > 0 ? found : model.clusters
  for (const each of usersIn(statement)) {
    const known = [
      ...new Set(scope.flatMap((one) => [...engineOf(model).serverOf(one.primary).accounts].flatMap(([name, { roles }]) => [name, ...(roles ?? [])]))),
    ]
    if (!known.includes(each.name)) report(each, 'role', each.name, known)
  }
  if (
    through !== undefined &&
    !model.clusters.some((each) =>
      engineOf(model)
        .doorsOf(each)
        .some((door) => each.instances.some((primary) => leadsTo(through, door, primary))),
    )
  )
    report(through, 'door', through.name, targetNames(model), through.port === undefined ? through.name : `${through.name}:${through.port}`)
  if (sink.count('error') > errors) return []
  if (found.length === 0)
    sink.report(codes['expectation-form'], expectation.at, 'no cluster has all of this: the database, the door and the cluster belong to different ones')
  return found
}

function usersIn({ subject }: Statement): readonly Named[] {
  return subject.kind === 'users' || subject.kind === 'others' ? subject.names : subject.kind === 'role' ? [subject.role] : []
}

/** The users of a cluster whom an expectation is about. */
export function subjectsOf({ said: { subject } }: Expectation, model: Model, cluster: Cluster): readonly string[] {
  const logins = loginsOf(model, cluster)
  switch (subject.kind) {
    case 'users':
      return subject.names.map(({ name }) => name)
    case 'others': {
      const named = new Set(subject.names.map(({ name }) => name))
      return logins.flatMap(({ name }) => (named.has(name) ? [] : [name]))
    }
    case 'role':
      return logins.flatMap(({ name, roles }) => (roles?.has(subject.role.name) ? [name] : []))
    case 'superusers':
      return logins.flatMap(({ name, superuser }) => (superuser ? [name] : []))
  }
}
