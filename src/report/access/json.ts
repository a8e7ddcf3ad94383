import type { Answer, Case } from '../../access/ask.js'
import type { Door } from '../../access/doors.js'
import type { Matrix } from '../../access/matrix.js'
import { rangeTexts } from '../../access/networks.js'
import type { DecidingRule, Hop, Passage, Verdict } from '../../access/passage.js'
import type { Transport } from '../../access/regions.js'
import type { Found } from '../../access/search.js'
import { schemaVersion } from '../../diagnostics/schema-version.js'

/** What one door says, as data: names in the place of the things of the model. */
export interface DoorAnswer {
  readonly door: { readonly name: string; readonly kind: Door['kind']; readonly cluster: string; readonly host: string; readonly port: number }
  readonly transport: Transport
  /** `mixed`: it depends on who is the primary or which member serves. */
  readonly verdict: Answer['verdict']
  readonly cases: readonly (Omit<Case, 'passage'> & PlainPassage)[]
}

/** All hops of one way in, and what comes of them. */
export interface PlainPassage {
  readonly verdict: Verdict
  readonly hops: readonly PlainHop[]
}

export interface PlainHop extends Omit<Hop, 'rule' | 'perhaps'> {
  /** The line that decides; null where none does. */
  readonly rule: PlainRule | null
  /** Earlier lines that might decide instead. */
  readonly perhaps: readonly PlainRule[]
}

/** A rule with its line in the compiled file and its place in the inventory, if it has one there. */
export interface PlainRule extends Omit<DecidingRule, 'at' | 'entry'> {
  readonly inventory: { readonly file: string; readonly line: number; readonly column: number } | null
}

/** `{ schemaVersion, answers }`. */
export function answersJson(answers: readonly Answer[]): string {
  return text({ answers: answers.map(plainAnswer) })
}

export function plainAnswer({ door, transport, verdict, cases }: Answer): DoorAnswer {
  return {
    door: { name: door.name, kind: door.kind, cluster: door.cluster.name, host: door.host.name, port: door.port },
    transport,
    verdict,
    cases: cases.map(({ passage, ...rest }) => ({ ...rest, ...passageJson(passage) })),
  }
}

/** `{ schemaVersion, found }`. */
export function foundJson(found: readonly Found[]): string {
  return text({
    found: found.map((one) => ({
      ...one,
      ways: one.ways.map(({ from: addresses, witness: { from, passage, ...witness }, ...way }) => ({
        ...way,
        from: addresses === undefined ? ['socket'] : rangeTexts(addresses),
        witness: { ...witness, from: from?.text ?? null, ...passageJson(passage) },
      })),
    })),
  })
}

/** `{ schemaVersion, clusters }`, each with the classes and the rows of its matrix. */
export function matrixJson(matrices: readonly Matrix[]): string {
  return text({
    clusters: matrices.map(({ cluster, classes, rows }) => ({
      cluster,
      classes: classes.map(({ name, addresses }) => ({ name, networks: addresses === 'socket' ? [] : rangeTexts(addresses) })),
      rows,
    })),
  })
}

function passageJson({ verdict, hops }: Passage): PlainPassage {
  return { verdict, hops: hops.map(hopJson) }
}

function hopJson({ rule, perhaps, ...hop }: Hop): PlainHop {
  return { ...hop, rule: rule === undefined ? null : ruleJson(rule), perhaps: perhaps.map(ruleJson) }
}

function ruleJson({ at, entry: _, ...rule }: DecidingRule) {
  const { line, column } = at.from
  return { ...rule, inventory: at.source.text === '' ? null : { file: at.source.name, line, column } }
}

function text(report: object): string {
  return `${JSON.stringify({ schemaVersion, ...report }, undefined, 2)}\n`
}
