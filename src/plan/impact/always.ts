import type { Effect } from '../impact.js'
import type { Rule } from './question.js'

/** The same for every change of a file. `usual` is the unit of an instance that has its host alone, where the file concerns one. */
export function always(effect: Effect, reason: string, source: string, usual?: string): Rule {
  return (question) => {
    const unit = (question.file.after ?? question.file.before)?.impact?.unit ?? usual
    return { effect, ...(unit === undefined ? {} : { unit }), reason, source }
  }
}
