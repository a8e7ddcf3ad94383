import type { ChangeKind, FileChange, Origin } from '../../../diff/change.js'
import { type FoldedFiles, foldFiles } from '../../../plan/fold.js'
import { effects, type Impact } from '../../../plan/impact.js'
import { type Plan, worstOf } from '../../../plan/plan.js'
import { changeText, placesText, wholes } from '../../../report/plan/words.js'
import type { Span } from '../../../source/span.js'
import { button, element } from '../../element.js'
import { changeMark, impactParts } from './effect.js'

/** Every kind of file that differs, the worst first; equal changes of several files are one. */
export function fileSections({ files }: Plan, jump: (place: Span) => void): readonly HTMLElement[] {
  const rank = (kind: FoldedFiles): number => effects.indexOf(worstOf(kind.files))
  return [...foldFiles(files)].sort((a, b) => rank(b) - rank(a)).map((kind) => section(kind, jump))
}

function section({ name, files, whole, changes }: FoldedFiles, jump: (place: Span) => void): HTMLElement {
  const all = files.map(({ file }) => file)
  return element(
    'section',
    { class: 'kind' },
    element('h3', {}, name, element('span', { class: 'soft' }, ` ${placesText(all)}`)),
    element(
      'ul',
      {},
      ...whole.map(({ kind, files: own, impact }) => entry(kind === 'added' || kind === 'removed' ? kind : 'changed', wholes[kind], own, all, impact)),
      ...changes.map(({ change, key, impact, files: own }) =>
        entry(change.kind, changeText(change, key, true), own, all, impact, causes(change.origins, jump)),
      ),
    ),
  )
}

function entry(kind: ChangeKind, text: string, files: readonly FileChange[], all: readonly FileChange[], impact?: Impact, from?: HTMLElement): HTMLElement {
  const where = files.length === all.length ? undefined : element('span', { class: 'soft' }, `  ${placesText(files)}`)
  return element('li', {}, element('p', { class: 'mono' }, changeMark(kind), ` ${text}`, where), ...(impact === undefined ? [] : impactParts(impact)), from)
}

function causes(origins: readonly Origin[], jump: (place: Span) => void): HTMLElement | undefined {
  if (origins.length === 0) return undefined
  const places = origins.flatMap(({ label, before, after }) => {
    if (after === undefined) return [`${label} (gone${before === undefined ? '' : `, was in line ${before.from.line}`}) `]
    return [button(`${label} (line ${after.from.line})`, { class: 'place' }, () => jump(after)), ' ']
  })
  return element('p', { class: 'soft' }, 'from ', ...places)
}
