import { readFileSync, writeSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { Script } from 'node:vm'
import { cacheName, flags, type ScriptName, scriptOf } from './code-cache.js'
import { thrift } from './heap.js'
import { version } from './version.js'

/** Starts the command line, which is a file beside this one. */
async function start(): Promise<void> {
  setFlagsFromString(flags)
  const args = process.argv.slice(2)
  const run = load(scriptOf(args))(require)
  setFlagsFromString(thrift)
  await run(args, `${__dirname}/thread.js`)
  end()
}

/**
 * V8 is handed what it made of the file when pgcompile was built; without it (another Node), or where V8 refuses it, the file is compiled as any other. A
 * function of its own, so that nothing holds those two megabytes while the run goes on: collecting garbage around them takes 10 ms more.
 */
function load(name: ScriptName): (require: NodeJS.Require) => (args: readonly string[], thread: string) => Promise<void> {
  const file = `${__dirname}/${name}.cjs`
  const cachedData = readCache(`${__dirname}/${cacheName(name)}`)
  return new Script(readFileSync(file, 'latin1'), { filename: file, ...(cachedData === undefined ? {} : { cachedData }) }).runInThisContext()
}

/**
 * Ends at once where all is written: Node would first see to the work that V8 has put off, as collecting what nobody needs any more. What could not be
 * written is told by an event, which is yet to come.
 */
function end(): void {
  if ([process.stdout, process.stderr].every(({ writableLength, errored }) => writableLength === 0 && errored === null)) process.exit()
}

function readCache(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}

/** What needs nothing of the command line; a reader that went away wants no complaint, of what else is wrong the command line has one. */
function printVersion(): void {
  try {
    writeSync(1, `${version}\n`)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) start()
  }
}

if (process.argv.length === 3 && (process.argv[2] === '--version' || process.argv[2] === '-V')) printVersion()
else start()
