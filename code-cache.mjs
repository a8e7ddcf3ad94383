import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { Script } from 'node:vm'

const self = fileURLToPath(import.meta.url)
const deployments = ['fleet', 'trio'].map((name) => fileURLToPath(new URL(`fixtures/deployments/${name}.yml`, import.meta.url)))

/**
 * Writes what V8 makes of a script: `file` beside `cache`, the cache. The script is run first, over inventories that use most of what there is, so that
 * the functions which a run needs are in it. In a process of its own, since the flags of V8 hold for all of a process and belong to the cache.
 */
export function writeCodeCache(file, cache, flags) {
  execFileSync(process.execPath, [self, file, cache, flags], { stdio: ['ignore', 'ignore', 'inherit'] })
}

if (process.argv[1] === self) {
  const [file, cache, flags] = process.argv.slice(2)
  setFlagsFromString(flags)
  const script = new Script(readFileSync(file, 'latin1'), { filename: file })
  process.stderr.write = () => true
  await script.runInThisContext()(createRequire(file))(['check', '--each', ...deployments])
  writeFileSync(cache, script.createCachedData())
}
