import { Session } from '../../src/session.js'
import { Source } from '../../src/source/source.js'
import { type Figure, median, type Outcome, time } from './figure.js'
import { fleet } from './fleet.js'
import type { Setting } from './setting.js'

const edits: Readonly<Record<string, (text: string, round: number) => string>> = {
  'one value of one cluster': (text, round) => text.replace(/work_mem: \d+MB/, `work_mem: ${100 + round}MB`),
  'one rule of one cluster': (text, round) => text.replace(/addr: 10\.\d+\.0\.0\/16/, `addr: 10.${100 + round}.0.0/16`),
}

/** A compile after one edited line, in process, beside the first one of the same session: medians after two that do not count. */
export function session({ full, progress }: Setting): Outcome {
  const sizes = [100, 1000, 3000]
  const notes: string[] = []
  const figures = sizes.flatMap((instances): Figure[] => {
    const text = fleet(instances, 1)
    const own = new Session()
    const run = (edited: string): number => {
      const began = performance.now()
      own.compile({ inventories: [new Source('inventory.yml', edited)] })
      return performance.now() - began
    }
    progress(`session, ${instances} instances`)
    const first = run(text)
    return Object.entries(edits).map(([name, edit]) => {
      const times = Array.from({ length: full ? 12 : 7 }, (_, round) => run(edit(text, round))).slice(2)
      if (instances === 3000) notes.push(`After ${name} of 3,000 instances: ${time(median(times))}; the goal is 100 ms.`)
      return {
        scenario: 'Again after an edit',
        name: `${name}, ${instances} instances`,
        measured: time(median(times)),
        baseline: `first compile: ${time(first)}`,
        ratio: median(times) / first,
        ...(instances === 3000 ? { goal: 100 / first } : {}),
      }
    })
  })
  return { figures, notes }
}
