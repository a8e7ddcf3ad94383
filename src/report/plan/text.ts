import type { ChangeKind, Origin } from '../../diff/change.js'
import { type FoldedFiles, foldFiles } from '../../plan/fold.js'
import { effects } from '../../plan/impact.js'
import { type Plan, worstOf } from '../../plan/plan.js'
import { compare } from '../../source/compare.js'
import { accessChangesText } from '../access/changes.js'
import { type Paint, plain } from '../paint.js'
import { counted } from '../text.js'
import { accessLines } from './access.js'
import { kindLines } from './kind.js'
import { subjectLines } from './subjects.js'
import { originText } from './words.js'

export interface PlanTextOptions {
  readonly paint?: Paint
  /** Shows everything; else what fits on a screen. */
  readonly full?: boolean
}

/** Lines that kinds of files may have together, and that other sections may have, where not everything is shown. */
const room = { kinds: 24, subjects: 6, origins: 4, access: 5 }

/** A plan as lines of text, the worst first. */
export function planText(plan: Plan, { paint = plain, full = false }: PlanTextOptions = {}): string {
  const { origins } = plan.comparison
  const whole = full ? new Set<string>() : wholeHosts(plan)
  const kinds = foldFiles(plan.files.filter(({ file }) => !whole.has(file.host))).sort((a, b) => rankOf(b) - rankOf(a) || compare(a.name, b.name))
  const sections = [
    summaryLines(plan, paint),
    originLines(origins, full, paint),
    limited(subjectLines(plan, whole, paint), full ? Number.POSITIVE_INFINITY : room.subjects, paint),
    accessSection(plan, full, paint),
    ...limitedKinds(kinds, origins.length > 1, full, paint),
  ]
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

/** Hosts that only one side has: all of their files come or go, which takes one line. */
function wholeHosts({ comparison }: Plan): Set<string> {
  return new Set(comparison.subjects.filter(({ subject, kind }) => subject === 'host' && kind !== 'changed').map(({ name }) => name))
}

function rankOf({ files }: FoldedFiles): number {
  return effects.indexOf(worstOf(files))
}

/** How many files of how many hosts, and the worst that it takes. */
export function summaryLines({ comparison, files, worst }: Plan, paint: Paint = plain): string[] {
  const { before, after, same, notFetched, subjects } = comparison
  const fetched = notFetched === 0 ? '' : `, ${notFetched} not fetched`
  if (files.length === 0 && subjects.length === 0) return [`No change from ${before.name} to ${after.name}: ${counted(same, 'file')} equal${fetched}.`]
  const kinds = (['added', 'changed', 'removed'] as const satisfies readonly ChangeKind[]).flatMap((kind) => {
    const count = files.filter(({ file }) => file.kind === kind).length
    return count === 0 ? [] : [`${count} ${kind}`]
  })
  const hosts = new Set(files.map(({ file }) => file.host))
  const what = files.length === 0 ? 'no file differs' : `${counted(files.length, 'file')} on ${counted(hosts.size, 'host')} (${kinds.join(', ')})`
  return [`${before.name} -> ${after.name}: ${what}, ${same} equal${fetched}.`, paint('bold', `Worst effect: ${worst}.`)]
}

function originLines(origins: readonly Origin[], full: boolean, paint: Paint): string[] {
  if (origins.length === 0) return []
  return [
    'In the inventory:',
    ...limited(
      origins.map((origin) => `  ${originText(origin)}`),
      full ? Number.POSITIVE_INFINITY : room.origins,
      paint,
    ),
  ]
}

/** Who gains access and who loses it. */
function accessSection({ access = [] }: Plan, full: boolean, paint: Paint): string[] {
  if (access.length === 0) return []
  return ['Access:', ...(full ? accessChangesText(access, paint).trimEnd().split('\n') : limited(accessLines(access, paint), room.access, paint))]
}

function limitedKinds(kinds: readonly FoldedFiles[], several: boolean, full: boolean, paint: Paint): string[][] {
  const shown: string[][] = []
  let left = full ? Number.POSITIVE_INFINITY : room.kinds
  for (const kind of kinds) {
    const lines = kindLines(kind, { several, full, paint })
    if (lines.length + 1 > left && shown.length > 0) break
    shown.push(lines)
    left -= lines.length + 1
  }
  const rest = kinds.slice(shown.length)
  const [first] = rest
  if (first === undefined) return shown
  const names = rest.map(({ name }) => name)
  const list = `${names.slice(0, 6).join(', ')}${names.length > 6 ? ' ...' : ''}`
  return [
    ...shown,
    [paint('faint', `... and ${counted(rest.length, 'more kind')} of files, at worst ${worstOf(rest.flatMap(({ files }) => files))}: ${list} (--full)`)],
  ]
}

function limited(lines: readonly string[], most: number, paint: Paint): string[] {
  const hidden = lines.length - most
  return hidden <= 0 ? [...lines] : [...lines.slice(0, most), paint('faint', `  ... and ${hidden} more (--full)`)]
}
