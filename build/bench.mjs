import { rmSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { esbuildTemplates } from './templates.mjs'

// The scenarios as one script, with the parts of the sources that no entry of the package has.
process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const script = `node_modules/.cache/pgcompile-bench.${process.pid}.mjs`
process.on('exit', () => rmSync(script, { force: true }))
await build({
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  external: ['node:*'],
  plugins: [esbuildTemplates()],
  logLevel: 'error',
  entryPoints: ['test/bench/bench.ts'],
  outfile: script,
})
await import(pathToFileURL(script).href)
