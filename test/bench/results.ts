import type { Figure, Outcome } from './figure.js'

/** What the figures were measured on, and how busy it was. */
export interface Machine {
  readonly cores: number
  readonly node: string
  /** Processes that ran or waited, of one minute, before and after. */
  readonly load: readonly [number, number]
  readonly full: boolean
}

/** The text of RESULTS.md. */
export function results(outcomes: readonly Outcome[], { cores, node, load, full }: Machine): string {
  const figures = outcomes.flatMap((outcome) => outcome.figures)
  const judged = figures.filter(({ goal }) => goal !== undefined)
  const missed = judged.filter(({ ratio, goal = 0 }) => ratio > goal)
  const [before, after] = load.map((each) => each.toFixed(1))
  return [
    '# Benchmark',
    '',
    `Written by \`npm run bench${full ? ' -- --full' : ''}\` on a machine with ${cores} cores, Node ${node}; its load was ${before} before and ${after} after.`,
    'Every figure stands beside what it is compared with in the same run, in turns: the ratios are what counts, the times are of this machine.',
    `A load above the number of cores distorts clock times most. ${full ? '' : '`npm run bench -- --full` also runs the largest fleets. '}Fleets are of \`fleet.ts\`.`,
    '',
    `${judged.length - missed.length} of ${judged.length} goals are met.`,
    '',
    '![Each figure as a multiple of its goal](results.svg)',
    '',
    '| what | | measured | compared with | ratio | goal | |',
    '|---|---|---:|---|---:|---:|---|',
    ...figures.map(line),
    '',
    ...outcomes.flatMap(({ notes = [] }) => notes.map((note) => `- ${note}`)),
    '',
  ]
    .join('\n')
    .replace(/\n+$/, '\n')
}

function line({ scenario, name, measured, baseline, ratio, goal }: Figure): string {
  const verdict = goal === undefined ? '' : ratio <= goal ? 'met' : '**missed**'
  return `| ${scenario} | ${name} | ${measured} | ${baseline} | ${digits(ratio)} | ${goal === undefined ? '' : digits(goal)} | ${verdict} |`
}

function digits(value: number): string {
  return value < 0.1 ? value.toFixed(4) : value.toFixed(2)
}
