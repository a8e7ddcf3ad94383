import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readTree } from '../cli/run.js'
import { add, projectWith, trio } from './project.js'
import { runtime, versions } from './runtime.js'

const { project } = projectWith()
const main = join(project, 'node_modules/pgcompile/dist/cli/main.js')
const program = `
  import { access, check, compile, explain, readInventoryFiles } from 'pgcompile'
  const input = { inventories: [readInventoryFiles(${JSON.stringify(trio)})] }
  const found = [check(input).diagnostics.length, compile(input).manifest, explain(input, 'shop-1', 'pg_version').kind]
  console.log(JSON.stringify([...found, access(input, { user: 'shop_app', database: 'shop', from: '10.42.0.9' }).answers]))
`
add(project, { 'program.mjs': program })
const here = work(process.execPath, 'here')

afterAll(() => rmSync(project, { recursive: true, force: true }))

/** What one Node makes of the package: the tree that the command line writes, and what the library answers. */
function work(node: string, out: string): { readonly tree: Record<string, string>; readonly library: string; readonly complaints: string } {
  const command = spawnSync(node, [main, trio, '-o', out], { cwd: project, encoding: 'utf8' })
  const library = spawnSync(node, ['program.mjs'], { cwd: project, encoding: 'utf8' })
  const tree = command.status === 0 ? readTree(join(project, out)) : {}
  return { tree, library: library.stdout, complaints: command.stderr + library.stderr }
}

describe.each(versions)(
  'Node %s',
  (version) => {
    const node = runtime(version)

    test.skipIf(node === undefined && process.env.CI === undefined)('makes the same bytes and gives the same answers', () => {
      expect(node, 'npm cannot fetch it').toBeDefined()
      expect(spawnSync(node ?? '', ['--version'], { encoding: 'utf8' }).stdout).toBe(`v${version}\n`)
      expect(Object.keys(here.tree).length).toBeGreaterThan(100)
      expect(work(node ?? '', version)).toEqual(here)
    })
  },
  120_000,
)
