import type { Sink } from '../diagnostics/sink.js'
import type { FileChange } from '../diff/change.js'
import type { Comparison } from '../diff/diff.js'
import type { Model } from '../model/model.js'
import type { Source } from '../source/source.js'
import { Span } from '../source/span.js'
import type { AccessChange } from './access.js'
import { codes } from './codes.js'
import { unintendedAccess } from './intended-access.js'
import { type PlacedIntention, readIntentions, reportNames } from './intentions.js'

/**
 * Reports all that a change does beyond what the sentences of a file say that it is meant to do, each with its place, and what they say that
 * does not happen. Access is judged by what the access rules come to, and so are the files that hold nothing else. Returns how many sentences there are.
 */
export function checkIntentions(source: Source, comparison: Comparison, access: readonly AccessChange[], sink: Sink): number {
  const intentions = readIntentions(source, sink)
  const models = [comparison.after.known?.model, comparison.before.known?.model].filter((model) => model !== undefined)
  const errors = sink.count('error')
  for (const each of intentions) reportNames(each, models, sink)
  if (sink.count('error') > errors) return intentions.length
  const judge = new Judge(source, comparison, models, intentions, sink)
  for (const change of access) judge.access(change)
  judge.files()
  judge.idle()
  return intentions.length
}

class Judge {
  private readonly said = new Set<PlacedIntention>()

  constructor(
    private readonly source: Source,
    private readonly comparison: Comparison,
    private readonly models: readonly Model[],
    private readonly intentions: readonly PlacedIntention[],
    private readonly sink: Sink,
  ) {}

  access(change: AccessChange): void {
    const model = this.models.find(({ clusters }) => clusters.some(({ name }) => name === change.cluster))
    const left = model === undefined ? undefined : unintendedAccess(change, model, this.intentions, this.said)
    if (left === undefined) return
    const verb =
      change.kind === 'easier'
        ? `${left.users.length === 1 ? 'needs' : 'need'} less to`
        : change.effect === 'widened'
          ? `may ${change.certain ? 'now' : 'perhaps now'}`
          : `may ${change.certain ? '' : 'perhaps '}no longer`
    const hops = (change.effect === 'widened' ? change.witness?.after : (change.witness?.after ?? change.witness?.before))?.hops ?? []
    const rule = hops.find((hop) => hop.rule !== undefined && hop.rule.at.source.text !== '')?.rule
    this.sink.report(
      codes['change-unintended'],
      rule?.at ?? this.clusterAt(change.cluster),
      `${left.users.join(', ')} ${verb} reach ${left.databases.join(', ')} of ${change.cluster} ${left.place}: nothing says that this is meant`,
    )
  }

  /** What differs in files: meant by the place of the file, or by the definitions that make the difference. */
  files(): void {
    const byAccess = this.models.length === 2
    const left = new Map<string, { readonly what: string; readonly at: Span; readonly files: FileChange[] }>()
    for (const file of this.comparison.files) {
      if (byAccess && file.format === 'hba' && file.kind === 'changed' && file.rights.length === 0) continue
      const facts = file.changes.map(({ key, origins }) => ({ what: `${key} in ${file.path}`, origins }))
      const whole = file.kind === 'changed' && file.rights.length === 0 && facts.length > 0 ? [] : [{ what: file.path, origins: [] }]
      for (const { what, origins } of file.kind === 'changed' ? [...facts, ...whole] : whole) {
        const causes = origins.length > 0 ? origins : this.comparison.origins
        if (
          this.isMeant(
            file,
            causes.map(({ label }) => label),
          )
        )
          continue
        const [cause] = origins
        const key = `${what} ${file.kind}`
        const known = left.get(key) ?? { what, at: cause?.after ?? cause?.before ?? this.hostAt(file.host), files: [] }
        known.files.push(file)
        left.set(key, known)
      }
    }
    for (const { what, at, files } of left.values()) {
      const hosts = [...new Set(files.map(({ host }) => host))]
      const verb = files[0]?.kind === 'added' ? 'is new' : files[0]?.kind === 'removed' ? 'goes' : 'changes'
      this.sink.report(codes['change-unintended'], at, `${what} ${verb} on ${hosts.join(', ')}: nothing says that this is meant`)
    }
  }

  idle(): void {
    for (const each of this.intentions) if (!this.said.has(each)) this.sink.report(codes['intention-void'], each.at, `nothing of this happens: ${each.text}`)
  }

  private isMeant(file: FileChange, causes: readonly string[]): boolean {
    const places = this.placesOf(file)
    const within = (subjects: readonly { readonly name: string }[] | undefined): boolean =>
      subjects === undefined || subjects.some(({ name }) => places.has(name))
    const stated = this.intentions.filter(
      ({ said: intention }) =>
        intention.kind === 'files' && within(intention.on) && (intention.paths === undefined || intention.paths.some(({ name }) => name === file.path)),
    )
    const explained = this.intentions.filter(({ said: intention }) => intention.kind === 'parameter' && within(intention.of))
    const about = (cause: string): readonly PlacedIntention[] =>
      explained.filter(({ said: intention }) => intention.kind === 'parameter' && intention.names.some(({ name }) => name === parameterOf(cause)))
    for (const each of [...stated, ...causes.flatMap(about)]) this.said.add(each)
    return stated.length > 0 || (causes.length > 0 && causes.every((cause) => about(cause).length > 0))
  }

  /** What a sentence may call the place of a file: its host, its instance, its cluster, a cluster of its host. */
  private placesOf({ host, instance }: FileChange): ReadonlySet<string> {
    const instances = this.models.flatMap(({ clusters }) => clusters.flatMap((cluster) => cluster.instances))
    const near = instances.filter((each) => (instance === undefined ? each.host.name === host : each.name === instance))
    const hosts = this.models.flatMap((model) => model.hosts.filter(({ name }) => name === host))
    return new Set([host, ...hosts.flatMap(({ address, nodename }) => [address.text, nodename]), ...near.flatMap(({ name, cluster }) => [name, cluster.name])])
  }

  private clusterAt(cluster: string): Span {
    return this.models.flatMap(({ clusters }) => clusters).find(({ name }) => name === cluster)?.at ?? new Span(this.source, 0, 0)
  }

  private hostAt(host: string): Span {
    return this.models.flatMap(({ hosts }) => hosts).find(({ name }) => name === host)?.at ?? new Span(this.source, 0, 0)
  }
}

/** `pg_users[2].password` is a part of `pg_users`. */
function parameterOf(label: string): string {
  return /^[A-Za-z_0-9]+/.exec(label)?.[0] ?? label
}
