import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { emptyFolder } from './trees.js'

/** A new folder with the child and the thread beside it, each as one file that Node runs. Everybody may read it. */
export function bundleChild(): { folder: string; child: string; thread: string } {
  const folder = emptyFolder('child')
  return {
    folder,
    child: bundled('test/node/tree/child.ts', join(folder, 'child.mjs')),
    thread: bundled('src/node/tree/thread.ts', join(folder, 'thread.mjs')),
  }
}

function bundled(entry: string, outfile: string): string {
  buildSync({ entryPoints: [entry], bundle: true, platform: 'node', format: 'esm', target: 'node20', outfile, logLevel: 'error' })
  return outfile
}
