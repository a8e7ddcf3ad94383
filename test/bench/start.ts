import { type Figure, median, type Outcome, time } from './figure.js'
import { inTurns, measure } from './measure.js'
import type { Setting } from './setting.js'

/** How long the command line takes to start, as multiples of the start of Node itself: medians of runs that take turns. */
export function start({ folder, cli, full }: Setting): Outcome {
  const check = (name: string): readonly string[] => [cli, 'check', `fixtures/deployments/${name}.yml`]
  const commands: readonly { readonly name: string; readonly args: readonly string[]; readonly goal?: number }[] = [
    { name: '--version', args: [cli, '--version'], goal: 1.3 },
    { name: '--help', args: [cli, '--help'] },
    { name: 'check, single node', args: check('single') },
    { name: 'check, three nodes', args: check('trio'), goal: 2 },
    { name: 'check, 29 hosts', args: check('fleet'), goal: 3 },
  ]
  const taken = inTurns(full ? 20 : 11, {
    bare: () => measure(folder, ['-e', '0']),
    ...Object.fromEntries(commands.map(({ name, args }) => [name, () => measure(folder, args)])),
  })
  const figures = commands.flatMap(({ name, goal }) =>
    (['wall', 'cpu'] as const).map((kind): Figure => {
      const own = median((taken[name as 'bare'] ?? []).map((each) => each[kind]))
      const bare = median(taken.bare.map((each) => each[kind]))
      const word = kind === 'wall' ? 'clock' : 'processor'
      return {
        scenario: 'Start',
        name: `${name}, ${word}`,
        measured: time(own),
        baseline: `node -e 0: ${time(bare)}`,
        ratio: own / bare,
        ...(goal === undefined ? {} : { goal }),
      }
    }),
  )
  return { figures }
}
