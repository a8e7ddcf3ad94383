import type { HbaLine, HbaRule } from '../model/hba.js'
import type { HbaEntry } from '../syntax/hba.js'

/** What pg_hba.conf and pgb_hba.conf lay out: each rule with its title, one comment line, above its lines. */
export interface HbaView {
  readonly rules: readonly { readonly title: string; readonly lines: readonly Pick<HbaLine, 'entry' | 'raw'>[] }[]
}

export function hbaView(rules: readonly HbaRule[]): HbaView {
  return { rules: rules.filter(({ lines }) => lines.length > 0).map(({ title, source, lines }) => ({ title: title ?? source, lines })) }
}

/** What the lines say, in order. */
export function hbaContent({ rules }: HbaView): readonly HbaEntry[] {
  return rules.flatMap(({ lines }) => lines.map(({ entry }) => entry))
}
