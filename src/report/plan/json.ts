import { schemaVersion } from '../../diagnostics/schema-version.js'
import type { Change, Origin } from '../../diff/change.js'
import type { Side } from '../../diff/side.js'
import type { Impact } from '../../plan/impact.js'
import { type Plan, type PlannedFile, stepsOfPlan } from '../../plan/plan.js'
import type { Span } from '../../source/span.js'
import { accessChangesJson } from '../access/changes.js'

/**
 * A plan for programs, as schema/plan.schema.json describes it. Equal changes of several files of one kind are one, with the numbers of its files;
 * causes are numbers of `origins`. Of credentials there is nothing but `secret: true`.
 */
export function planJson(plan: Plan, version: string): string {
  return `${JSON.stringify(planRecord(plan, version), undefined, 2)}\n`
}

/** A plan as data, in the words of the schema. */
export type PlanRecord = ReturnType<typeof planRecord>

export function planRecord(plan: Plan, version: string) {
  const { comparison, files, access, worst } = plan
  const { before, after, same, notFetched, subjects, origins } = comparison
  const numbers = new Map(origins.map((origin, index) => [origin, index]))
  const numbersOf = (all: readonly Origin[] = []): number[] => all.flatMap((origin) => numbers.get(origin) ?? []).sort((a, b) => a - b)
  const count = (kind: string): number => files.filter(({ file }) => file.kind === kind).length
  return {
    schemaVersion,
    tool: { name: 'pgcompile', version },
    before: sideRecord(before),
    after: sideRecord(after),
    summary: {
      files: { added: count('added'), changed: count('changed'), removed: count('removed'), equal: same, notFetched },
      hosts: new Set(files.map(({ file }) => file.host)).size,
      worst,
    },
    origins: origins.map((origin) => ({ label: origin.label, before: place(origin.before), after: place(origin.after) })),
    subjects,
    files: files.map(({ file, impact }) => ({
      kind: file.kind,
      host: file.host,
      path: file.path,
      formerHost: file.before === undefined || file.before.host === file.host ? null : file.before.host,
      formerPath: file.before === undefined || file.before.path === file.path ? null : file.before.path,
      artifact: file.artifact ?? null,
      component: file.component ?? null,
      instance: file.instance ?? null,
      format: file.format ?? null,
      secret: file.secret,
      rights: file.rights,
      impact: impact === undefined ? null : impactRecord(impact),
      origins: numbersOf(file.origins),
      doubtful: file.doubtful === true,
    })),
    changes: changeRecords(files, numbersOf),
    access: access === undefined ? null : accessChangesJson(access),
    steps: stepsOfPlan(plan) ?? null,
  }
}

function sideRecord({ name, kind }: Side) {
  return { name, kind }
}

/** One change, and the numbers of the files that have it. */
export interface ChangeRecord {
  readonly kind: Change['kind']
  readonly path: Change['path']
  readonly key: Change['key']
  readonly before?: unknown
  readonly after?: unknown
  readonly secret: boolean
  readonly impact: ReturnType<typeof impactRecord>
  readonly origins: readonly number[]
  readonly doubtful: boolean
  readonly files: readonly number[]
}

function changeRecords(files: readonly PlannedFile[], numbersOf: (origins: readonly Origin[]) => number[]): ChangeRecord[] {
  const found = new Map<string, { readonly record: Omit<ChangeRecord, 'files'>; readonly numbers: number[] }>()
  for (const [number, { file, changes }] of files.entries())
    for (const { change, impact } of changes) {
      const { kind, path, key, before, after, secret, origins, doubtful } = change
      const record = {
        kind,
        path,
        key,
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
        secret,
        impact: impactRecord(impact),
        origins: numbersOf(origins),
        doubtful: doubtful === true,
      }
      const same = JSON.stringify([file.artifact ?? file.path, record])
      const fold = found.get(same) ?? { record, numbers: [] }
      fold.numbers.push(number)
      found.set(same, fold)
    }
  return [...found.values()].map(({ record, numbers }) => ({ ...record, files: numbers }))
}

function impactRecord({ effect, unit, order, command, reason, source }: Impact) {
  return { effect, unit: unit ?? null, order: order ?? null, command: command ?? null, reason, source }
}

function place(span: Span | undefined) {
  return span === undefined ? null : { file: span.source.name, line: span.from.line, column: span.from.column }
}
