import { invariant } from '../diagnostics/invariant.js'
import type { HbaLine, HbaReader, HbaRule } from '../model/hba.js'
import type { Instance } from '../model/model.js'
import { isHbaRecord } from '../syntax/hba.js'
import type { DecidingRule } from './passage.js'

/** The access rules of one daemon, with the places of their lines in the file that is made of them. */
export class RuleFile {
  readonly lines: readonly HbaLine[]
  private readonly rules = new Map<HbaLine, DecidingRule>()

  private constructor(path: string, rules: readonly HbaRule[]) {
    this.lines = rules.flatMap(({ lines }) => lines)
    // Three comment lines; before the lines of each rule an empty one and its title.
    let place = 3
    for (const rule of rules.filter(({ lines }) => lines.length > 0)) {
      place += 2
      const name = rule.title === undefined ? rule.source : `${rule.source} (${rule.title})`
      for (const line of rule.lines) {
        place++
        const method = isHbaRecord(line.entry) ? line.entry.method : undefined
        const at = line.raw === undefined ? rule.at : line.at
        this.rules.set(line, { file: path, line: place, name, at, entry: line.entry, ...(method === undefined ? {} : { method }) })
      }
    }
  }

  /** Undefined where nothing here writes the file of the daemon. */
  static of({ hba, pool, layout }: Instance, reader: HbaReader): RuleFile | undefined {
    if (reader === 'pool') return pool === undefined ? undefined : new RuleFile(`${layout.pgbouncerDirectory}/pgb_hba.conf`, pool.hba)
    return hba === undefined ? undefined : new RuleFile(`${layout.data}/pg_hba.conf`, hba)
  }

  ruleOf(line: HbaLine): DecidingRule {
    const rule = this.rules.get(line)
    invariant(rule !== undefined, 'a line decides that is not in its file')
    return rule
  }
}
