import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fleet } from './fleet.js'

/** How long `pgcompile watch` takes from a save to what is shown of it, for 100 hosts. Medians of 15, after 5 that do not count, in milliseconds. */
const [rounds, warm] = [15, 5]
const text = fleet(95, 1)

const edits: Readonly<Record<string, (round: number) => string>> = {
  'one value of one cluster': (round) => text.replace(/work_mem: \d+MB/, `work_mem: ${100 + round}MB`),
  'one rule of one cluster': (round) => text.replace(/addr: 10\.\d+\.0\.0\/16/, `addr: 10.${100 + round}.0.0/16`),
  'a mistake in one cluster': (round) => text.replace(/work_mem: \d+MB/, `work_mem: ${100 + round}XB`),
  'one value of a third of all clusters': (round) => text.replace('pg_conf: oltp.yml', `pg_max_conn: ${600 + round}, pg_conf: oltp.yml`),
}

const folder = mkdtempSync(join(tmpdir(), 'pgcompile-watch-'))
const path = join(folder, 'inventory.yml')
writeFileSync(path, text)
const child = spawn(process.execPath, [resolve('dist/cli/main.js'), 'watch', path], { stdio: ['ignore', 'pipe', 'inherit'] })
let output = ''
let told = (): void => undefined
child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
  output += chunk
  told()
})

/** Resolves when a whole block is there. */
async function block(): Promise<number> {
  while (!/=== .*\(\d+ ms\)\n[\s\S]*\n$/.test(output)) await new Promise<void>((done) => (told = done))
  output = ''
  return performance.now()
}

function median(values: readonly number[]): string {
  return ([...values].sort((a, b) => a - b)[values.length >> 1] ?? 0).toFixed(0).padStart(6)
}

const begin = performance.now()
console.log(`${((await block()) - begin).toFixed(0).padStart(6)}  until the start is shown`)
for (const [name, edited] of Object.entries(edits)) {
  const times: number[] = []
  for (let round = 0; round < warm + rounds; round++) {
    const saved = performance.now()
    writeFileSync(path, edited(round))
    times.push((await block()) - saved)
    await new Promise((done) => setTimeout(done, 50))
  }
  console.log(`${median(times.slice(warm))}  ${name}`)
}
child.kill()
rmSync(folder, { recursive: true, force: true })
