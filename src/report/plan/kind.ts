import type { ChangeKind, FileChange, Origin } from '../../diff/change.js'
import type { FoldedFiles } from '../../plan/fold.js'
import type { Impact } from '../../plan/impact.js'
import type { Paint } from '../paint.js'
import { changeText, originsText, placesText, wholes } from './words.js'

interface KindOptions {
  /** Whether the inventories differ in several places, so that each change has to say which. */
  readonly several: boolean
  readonly full: boolean
  readonly paint: Paint
}

/** Changes that are shown of one kind of file, where not everything is. */
const few = 4

interface Item {
  readonly text: string
  readonly impact: Impact | undefined
  readonly origins: readonly Origin[]
  readonly doubtful: boolean
}

/** What happens to the files of one kind: its impact and causes once, where they are those of all its changes. */
export function kindLines({ name, files, whole, changes }: FoldedFiles, { several, full, paint }: KindOptions): string[] {
  const places = files.map(({ file }) => file)
  const items: Item[] = [
    ...whole.map(({ kind, files: own, impact }) => ({
      text: wholeText(kind, own, places, paint),
      impact,
      origins: own[0]?.origins ?? [],
      doubtful: own[0]?.doubtful === true,
    })),
    ...changes.map(({ change, key, impact, files: own }) => ({
      text: `${sign(change.kind, paint)} ${changeText(change, key, full)}${shareText(own, places)}`,
      impact,
      origins: change.origins,
      doubtful: change.doubtful === true,
    })),
  ]
  const remarks = items.map((item) => [...impactLines(item.impact, full, paint), ...(several ? originLines(item, paint) : [])])
  const [first = []] = remarks
  const common = remarks.every((lines) => lines.join('\n') === first.join('\n'))
  const shown = items.map(({ text }, index) => [`  ${text}`, ...(common ? [] : (remarks[index] ?? []).map((line) => `      ${line}`))])
  const hidden = full ? 0 : Math.max(0, shown.length - few)
  return [
    paint('bold', name) + paint('faint', `  ${placesText(places)}`),
    ...(common ? first.map((line) => `  ${line}`) : []),
    ...shown.slice(0, shown.length - hidden).flat(),
    ...(hidden === 0 ? [] : [paint('faint', `  ... and ${hidden} more (--full)`)]),
  ]
}

const signs: Readonly<Record<ChangeKind, string>> = { added: '+', removed: '-', changed: '~' }

/** `+`, `-` or `~`. */
export function sign(kind: ChangeKind, paint: Paint): string {
  return paint(kind === 'removed' ? 'error' : kind === 'added' ? 'note' : 'warning', signs[kind])
}

function wholeText(kind: FoldedFiles['whole'][number]['kind'], files: readonly FileChange[], all: readonly FileChange[], paint: Paint): string {
  const rights = kind === 'rights' ? (files[0]?.rights ?? []).map(({ name, before, after }) => `${name} ${before} -> ${after}`).join(', ') : wholes[kind]
  return `${sign(kind === 'added' || kind === 'removed' ? kind : 'changed', paint)} ${rights}${shareText(files, all)}`
}

function impactLines(impact: Impact | undefined, full: boolean, paint: Paint): string[] {
  if (impact === undefined) return []
  const { effect, order, reason, command, source } = impact
  const severity = ['impossible', 'unknown'].includes(effect) ? 'error' : ['nothing', 'next run', 'reload'].includes(effect) ? 'note' : 'warning'
  return [
    `${paint(severity, effect)}${order === undefined || order === 'any' ? '' : `, ${order}`}: ${reason}${full ? paint('faint', ` [${source}]`) : ''}`,
    ...(command === undefined || !full ? [] : command.split('\n').map((line) => `$ ${line}`)),
  ]
}

function originLines({ origins, doubtful }: Item, paint: Paint): string[] {
  return origins.length === 0 ? [] : [paint('faint', `${doubtful ? 'from one of' : 'from'} ${originsText(origins)}`)]
}

/** Where a change is, unless it is in all of these files. */
function shareText(files: readonly FileChange[], all: readonly FileChange[]): string {
  return files.length === all.length ? '' : `  [${placesText(files)}]`
}
