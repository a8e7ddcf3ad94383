import type { AccessChange } from '../../plan/access.js'
import { compare } from '../../source/compare.js'
import { accessSentence } from '../access/changes.js'
import type { Paint } from '../paint.js'
import { cut } from './words.js'

const signs = { widened: '+', narrowed: '-', neither: '~' } as const

/** Who gains access and who loses it, the gains first: one line each, and one for each user, database or cluster that is new or gone. */
export function accessLines(changes: readonly AccessChange[], paint: Paint): string[] {
  const order = Object.keys(signs)
  const sentences = new Map<string, AccessChange>()
  for (const change of [...changes].sort((a, b) => order.indexOf(a.effect) - order.indexOf(b.effect))) {
    const sentence = change.subject === undefined ? accessSentence(change) : subjectSentence(change, changes)
    if (!sentences.has(sentence)) sentences.set(sentence, change)
  }
  return [...sentences].map(([sentence, { effect }]) => `  ${paint(effect === 'widened' ? 'error' : 'faint', signs[effect])} ${cut(sentence, 150)}`)
}

/** All that is said of the new or gone ones of a kind in a cluster, as one sentence. */
function subjectSentence({ subject, cluster, effect }: AccessChange, all: readonly AccessChange[]): string {
  const own = all.filter(
    (each) => each.cluster === cluster && each.effect === effect && each.subject?.kind === subject?.kind && each.subject?.presence === subject?.presence,
  )
  const named = (of: 'users' | 'databases', certain: boolean): string[] =>
    [...new Set(own.filter((each) => each.certain === certain).flatMap((each) => each[of]))].sort(compare)
  const union = (of: 'users' | 'databases'): string => {
    const sure = named(of, true)
    const maybe = named(of, false).filter((each) => !sure.includes(each))
    return [...(sure.length === 0 ? [] : [sure.join(', ')]), ...(maybe.length === 0 ? [] : [`perhaps ${maybe.join(', ')}`])].join(', ')
  }
  const gone = subject?.presence === 'gone'
  if (subject?.kind === 'user') return `${subject.presence} user ${union('users')} of ${cluster}: ${gone ? 'could' : 'may'} reach ${union('databases')}`
  const what = subject?.kind === 'database' ? `database ${union('databases')} of ${cluster}` : `cluster ${cluster}`
  return `${subject?.presence ?? ''} ${what}: ${gone ? 'was' : 'is'} reached by ${union('users')}`
}
