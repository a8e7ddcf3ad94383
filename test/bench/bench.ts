import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { ansible } from './ansible.js'
import { chart } from './chart.js'
import type { Outcome } from './figure.js'
import { growth } from './growth.js'
import { results } from './results.js'
import { session } from './session.js'
import type { Setting } from './setting.js'
import { start } from './start.js'
import { write } from './write.js'

const scenarios: Readonly<Record<string, (setting: Setting) => Outcome | Promise<Outcome>>> = { start, write, growth, session, ansible }

/** `[--full] [scenario ...]`: all of them write RESULTS.md and results.svg, some only print. */
const wanted = process.argv.slice(2).filter((word) => word !== '--full')
const unknown = wanted.filter((name) => !Object.hasOwn(scenarios, name))
if (unknown.length > 0) {
  console.error(`there is no scenario ${unknown.join(', ')}; there are ${Object.keys(scenarios).join(', ')}`)
  process.exit(1)
}
const full = process.argv.includes('--full')
const before = loadavg()[0] ?? 0
const outcomes: Outcome[] = []
for (const [name, run] of Object.entries(scenarios)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const folder = mkdtempSync(join(tmpdir(), 'pgcompile-bench-'))
  try {
    const progress = (line: string): void => console.error(`${name}: ${line}`)
    outcomes.push(await run({ folder, full, progress, cli: resolve('dist/cli/main.js'), library: resolve('dist/index.js') }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
const text = results(outcomes, { cores: cpus().length, node: process.version, load: [before, loadavg()[0] ?? 0], full })
if (wanted.length === 0) {
  writeFileSync('test/bench/RESULTS.md', text)
  writeFileSync('test/bench/results.svg', chart(outcomes.flatMap(({ figures }) => figures)))
}
console.log(text)
