import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const main = resolve('dist/cli/main.js')

/** Builds the command line where a source is younger than it, so that nobody tests yesterday's. */
export function build(): void {
  const built = statSync(main, { throwIfNoEntry: false })?.mtimeMs ?? 0
  const sources = ['src', 'templates', 'fixtures/checks', 'build'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !path.includes('node_modules')),
  )
  const newest = Math.max(...[...sources, 'package.json'].map((path) => statSync(path).mtimeMs))
  if (newest > built) execFileSync(process.execPath, ['build/build.mjs'], { stdio: 'pipe' })
}

export interface Run {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs `pgcompile` as a user does. */
export function pgcompile(args: readonly string[], { cwd, env, input }: { cwd: string; env?: NodeJS.ProcessEnv; input?: string }): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd,
    env: { ...process.env, ...env },
    input: input ?? '',
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

/** Path -> mode and text of every file of a tree. */
export function readTree(root: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(root.length + 1), `${(statSync(path).mode & 0o7777).toString(8)} ${readFileSync(path, 'utf8')}`]),
  )
}
