import type { SubjectChange } from '../../diff/change.js'
import type { Plan } from '../../plan/plan.js'
import type { Paint } from '../paint.js'
import { counted } from '../text.js'
import { sign } from './kind.js'
import { detailText } from './words.js'

/** Hosts, clusters, instances and services that differ; those to which the same happens in one line. `whole`: hosts whose files are not listed. */
export function subjectLines({ comparison, files }: Plan, whole: ReadonlySet<string>, paint: Paint): string[] {
  const folded = new Map<string, { readonly first: SubjectChange; readonly text: string; readonly names: string[] }>()
  for (const change of comparison.subjects) {
    const { kind, subject, name, details } = change
    const own = subject === 'host' && whole.has(name) ? files.filter(({ file }) => file.host === name).length : 0
    const text = own > 0 ? counted(own, 'file') : details.map((detail) => `${detail.name} ${detailText(detail.before, detail.after)}`).join('; ')
    const key = `${kind} ${subject} ${text}`
    const fold = folded.get(key) ?? { first: change, text, names: [] }
    fold.names.push(name)
    folded.set(key, fold)
  }
  return [...folded.values()].map(({ first: { kind, subject }, text, names }) => {
    const who = `${subject}${names.length === 1 ? '' : 's'} ${names.slice(0, 4).join(', ')}${names.length > 4 ? ` and ${names.length - 4} more` : ''}`
    return `${sign(kind, paint)} ${who}${text === '' ? '' : `: ${text}`}`
  })
}
