import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { esbuildTemplates } from './templates.mjs'

process.chdir(fileURLToPath(new URL('.', import.meta.url)))
rmSync('dist', { recursive: true, force: true })

const common = { bundle: true, format: 'esm', target: 'node20', charset: 'utf8', legalComments: 'none', logLevel: 'warning', plugins: [esbuildTemplates()] }

// Bundled CommonJS packages ask for Node's modules by require, which an ES module does not have by itself.
const require = { js: "import { createRequire as pgcompileRequire } from 'node:module'\nconst require = pgcompileRequire(import.meta.url)" }

await Promise.all([
  build({
    ...common,
    platform: 'node',
    banner: require,
    entryPoints: ['src/cli/main.ts'],
    outdir: 'dist/cli',
    splitting: true,
    chunkNames: 'chunk-[hash]',
    minifySyntax: true,
    minifyWhitespace: true,
  }),
  build({ ...common, platform: 'node', banner: require, entryPoints: ['src/index.ts'], outfile: 'dist/index.js' }),
  build({ ...common, platform: 'browser', target: 'es2022', entryPoints: ['src/core.ts'], outfile: 'dist/core.js' }),
])

const main = 'dist/cli/main.js'
const text = readFileSync(main, 'utf8')
writeFileSync(main, text.startsWith('#!') ? text : `#!/usr/bin/env node\n${text}`)
chmodSync(main, 0o755)
