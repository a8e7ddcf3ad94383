import { mkdtempSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'

/** A new folder with the child as one file that Node runs. Everybody may read it. */
export function bundleChild(): { folder: string; child: string } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'pgcompile-child-')))
  const child = join(folder, 'child.mjs')
  buildSync({ entryPoints: ['test/node/tree/child.ts'], bundle: true, platform: 'node', format: 'esm', target: 'node20', outfile: child, logLevel: 'error' })
  return { folder, child }
}
