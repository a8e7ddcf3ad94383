// Prints how long the command line takes, as multiples of the start of Node itself: medians of runs that take turns, so that what else the machine does
// meanwhile weighs on all of them alike. Processor time is what bash's `time` says of the process. BENCH_RUNS: how many runs of each (20).
import { spawnSync } from 'node:child_process'

const runs = Number(process.env.BENCH_RUNS ?? 20)
const main = 'dist/cli/main.js'
const commands: Readonly<Record<string, readonly string[]>> = {
  'node -e 0': ['-e', '0'],
  '--version': [main, '--version'],
  '--help': [main, '--help'],
  'check single.yml': [main, 'check', 'fixtures/deployments/single.yml'],
  'check trio.yml': [main, 'check', 'fixtures/deployments/trio.yml'],
  'check fleet.yml': [main, 'check', 'fixtures/deployments/fleet.yml'],
}

interface Taken {
  /** Milliseconds on the clock. */
  readonly wall: number
  /** Milliseconds of processors, in user mode and in the kernel. */
  readonly cpu: number
}

function measure(args: readonly string[]): Taken {
  const script = 'TIMEFORMAT="%3R %3U %3S"; time "$@" >/dev/null 2>&1'
  const { stderr, status } = spawnSync('bash', ['-c', script, 'bash', process.execPath, ...args], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  })
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`)
  const [wall = 0, user = 0, system = 0] = stderr.trim().split(' ').map(Number)
  return { wall: wall * 1000, cpu: (user + system) * 1000 }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

const names = Object.keys(commands)
const taken = new Map(names.map((name): [string, Taken[]] => [name, []]))
for (let run = 0; run < runs; run++) for (const name of names) taken.get(name)?.push(measure(commands[name] ?? []))

let bare: Taken | undefined
for (const [name, all] of taken) {
  const wall = median(all.map((each) => each.wall))
  const cpu = median(all.map((each) => each.cpu))
  bare ??= { wall, cpu }
  const columns = [`wall ${wall.toFixed(0)} ms, ${(wall / bare.wall).toFixed(2)}x`, `cpu ${cpu.toFixed(0)} ms, ${(cpu / bare.cpu).toFixed(2)}x`]
  console.log(`${name.padEnd(18)} ${columns.join('   ')}`)
}
