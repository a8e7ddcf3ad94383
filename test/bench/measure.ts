import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a process took. */
export interface Taken {
  /** Milliseconds on the clock. */
  readonly wall: number
  /** Milliseconds of processors, in user mode and in the kernel. */
  readonly cpu: number
  /** Most memory at a time, in bytes. */
  readonly memory: number
  /** What the program said of itself, one JSON document on its standard output. */
  readonly said: unknown
}

/** Runs node with arguments to the end; throws where it fails. `folder` is for what the measuring itself needs. */
export function measure(folder: string, args: readonly string[], heap?: number): Taken {
  const reporter = join(folder, 'reporter.cjs')
  writeFileSync(reporter, `process.on('exit', () => require('fs').writeSync(3, JSON.stringify(process.resourceUsage())))\n`)
  const limits = heap === undefined ? [] : [`--max-old-space-size=${heap}`]
  const began = performance.now()
  const { status, stdout, stderr, output } = spawnSync(process.execPath, [...limits, '--require', reporter, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    maxBuffer: 2 ** 28,
  })
  const wall = performance.now() - began
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr.slice(-400)}`)
  const { userCPUTime, systemCPUTime, maxRSS }: NodeJS.ResourceUsage = JSON.parse(output[3] ?? '')
  return { wall, cpu: (userCPUTime + systemCPUTime) / 1000, memory: maxRSS * 1024, said: stdout.startsWith('{') ? JSON.parse(stdout) : undefined }
}

/** Runs in turns, so that what else the machine does meanwhile weighs on all alike. */
export function inTurns<Name extends string>(runs: number, each: Readonly<Record<Name, () => Taken>>): Record<Name, Taken[]> {
  const names = Object.keys(each) as Name[]
  const taken = Object.fromEntries(names.map((name): [Name, Taken[]] => [name, []])) as Record<Name, Taken[]>
  for (let run = 0; run < runs; run++) for (const name of names) taken[name].push(each[name]())
  return taken
}
