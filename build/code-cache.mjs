import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { Script } from 'node:vm'

const self = fileURLToPath(import.meta.url)
const deployments = ['fleet', 'trio'].map((name) => fileURLToPath(new URL(`../fixtures/deployments/${name}.yml`, import.meta.url)))

/**
 * Writes what V8 makes of a script, `<name>.cjs` of a directory, beside it as `cache`. The script is run first, over inventories that use most of what there is, so that
 * the functions which its runs need are in it. In a process of its own, since the flags of V8 hold for all of a process and belong to the cache.
 */
export function writeCodeCache(directory, name, cache, flags) {
  execFileSync(process.execPath, [self, directory, name, cache, flags], { stdio: ['ignore', 'ignore', 'inherit'] })
}

if (process.argv[1] === self) {
  const [directory, name, cache, flags] = process.argv.slice(2)
  setFlagsFromString(flags)
  const filename = `${name}.cjs`
  const file = join(directory, filename)
  // The name goes with the cache to other machines. It is no part of a longer one: V8 would keep all of that.
  const script = new Script(readFileSync(file, 'latin1'), { filename })
  process.stderr.write = () => true
  const run = script.runInThisContext()(createRequire(file))
  if (name === 'check') await run(['check', '--each', ...deployments])
  else for (const deployment of deployments) await compile(run, deployment)
  writeFileSync(join(directory, cache), script.createCachedData())
}

/** Into a directory that is not there before and not after. */
async function compile(run, deployment) {
  const directory = mkdtempSync(join(tmpdir(), 'pgcompile-cache-'))
  try {
    await run([deployment, '-o', join(directory, 'out')])
  } finally {
    rmSync(directory, { recursive: true })
  }
}
