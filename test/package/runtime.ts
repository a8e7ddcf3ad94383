import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The oldest Node that package.json allows, and the newest of the lines after it. */
export const versions = ['20.17.0', '22.23.3', '24.21.0'] as const

const cache = resolve('node_modules/.cache/pgcompile')

/** The path of a Node of this version, as npm carries it; installed at its first use, undefined where npm has no network or no such Node for this machine. */
export function runtime(version: string): string | undefined {
  const home = join(cache, `node-${version}`)
  const name = `node-${process.platform}-${process.arch}`
  const node = join(home, 'node_modules', name, 'bin/node')
  if (existsSync(node)) return node
  const making = mkdtempSync(join(resolve('node_modules'), '.node-'))
  try {
    execFileSync('npm', ['install', '--prefix', making, '--ignore-scripts', '--no-audit', '--no-fund', `${name}@${version}`], {
      stdio: 'ignore',
      timeout: 120_000,
    })
    mkdirSync(cache, { recursive: true })
    // Whole, or not there: a run that is stopped leaves nothing that the next one would take.
    renameSync(making, home)
    return node
  } catch {
    return undefined
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
}
