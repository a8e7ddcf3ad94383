import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Figure, median, type Outcome, time } from './figure.js'
import { fleet } from './fleet.js'
import { measure, type Taken } from './measure.js'
import type { Setting } from './setting.js'

/** Checks or compiles in memory and says what that took of the processors: what else the machine does weighs on it least. */
const program = `
import { readFileSync } from 'node:fs'
const [library, inventory, deed] = process.argv.slice(2)
const { Source, ...functions } = await import(library)
const text = readFileSync(inventory, 'utf8')
const before = process.cpuUsage()
const { diagnostics } = functions[deed]({ inventories: [new Source('inventory.yml', text)] })
const { user, system } = process.cpuUsage(before)
if (diagnostics.some(({ severity }) => severity === 'error')) process.exit(1)
console.log(JSON.stringify({ cpu: (user + system) / 1000 }))
`

const sizes = {
  check: { usual: [10, 100, 1000, 3000, 10_000], full: [10, 100, 1000, 3000, 10_000, 100_000] },
  compile: { usual: [10, 100, 1000, 3000], full: [10, 100, 1000, 10_000] },
} as const

interface Point {
  readonly instances: number
  readonly cpu: number
  readonly memory: number
}

/**
 * How time and memory grow with the fleet. The memory is that of the command, which writes the files as they are made. A size for which memory does not
 * suffice ends the series, and a note says so.
 */
export function growth({ folder, cli, library, full, progress }: Setting): Outcome {
  const script = join(folder, 'growth.mjs')
  writeFileSync(script, program)
  const figures: Figure[] = []
  const notes: string[] = []
  for (const deed of ['check', 'compile'] as const) {
    const points: Point[] = []
    for (const instances of sizes[deed][full ? 'full' : 'usual']) {
      const inventory = join(folder, 'fleet.yml')
      writeFileSync(inventory, fleet(instances, 1))
      progress(`${deed}, ${instances} instances`)
      try {
        const { said } = measure(folder, [script, library, inventory, deed], full ? 12_000 : 4096)
        const commands = Array.from({ length: instances === quick.instances ? 5 : 1 }, () => run(folder, cli, deed, inventory))
        if (deed === 'check' && instances === quick.instances) figures.push(quickness(commands))
        points.push({ instances, memory: median(commands.map(({ memory }) => memory)), cpu: (said as { cpu: number }).cpu })
      } catch {
        notes.push(`${deed} of ${instances} instances did not end within the memory of the machine or the heap of ${full ? 12 : 4} GB.`)
        break
      }
    }
    figures.push(...slope(deed, points), ...memoryOf(deed, points))
  }
  return { figures, notes }
}

/** How long a check of so many instances may take on the clock, in milliseconds. */
const quick = { instances: 3000, goal: 2000 }

function quickness(commands: readonly Taken[]): Figure {
  const wall = median(commands.map((each) => each.wall))
  return {
    scenario: 'Check',
    name: `${quick.instances} instances, clock`,
    measured: time(wall),
    baseline: `at most ${time(quick.goal)}`,
    ratio: wall / quick.goal,
    goal: 1,
  }
}

/** The command as a whole. */
function run(folder: string, cli: string, deed: 'check' | 'compile', inventory: string): Taken {
  const out = join(folder, 'out')
  try {
    return measure(folder, deed === 'check' ? [cli, 'check', inventory] : [cli, inventory, '-o', out])
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

function slope(deed: string, points: readonly Point[]): Figure[] {
  const named = (from: Point, to: Point): string => `${deed}, ${from.instances} to ${to.instances} instances`
  const steps = points.slice(1).map((to, index) => ({ from: points[index] ?? to, to }))
  return steps.map(
    ({ from, to }): Figure => ({
      scenario: 'Growth exponent',
      name: named(from, to),
      measured: time(to.cpu),
      baseline: `${from.instances}: ${time(from.cpu)}`,
      ratio: Math.log(to.cpu / from.cpu) / Math.log(to.instances / from.instances),
      goal: 1.05,
    }),
  )
}

function memoryOf(deed: string, points: readonly Point[]): Figure[] {
  return points.map(({ instances, memory }) => {
    const allowed = 200e6 + 20e3 * instances
    return {
      scenario: 'Peak memory',
      name: `${deed}, ${instances} instances`,
      measured: `${(memory / 1e6).toFixed(0)} MB`,
      baseline: `200 MB + 20 KB each: ${(allowed / 1e6).toFixed(0)} MB`,
      ratio: memory / allowed,
      goal: 1,
    }
  })
}
