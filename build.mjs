import { chmodSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { writeCodeCache } from './code-cache.mjs'
import { lazyBuiltins } from './lazy-builtins.mjs'
import { esbuildTemplates } from './templates.mjs'

process.chdir(fileURLToPath(new URL('.', import.meta.url)))

// Whole before it takes its place: who runs the former build meanwhile is not disturbed.
const dist = resolve(mkdtempSync('dist.'))
process.on('exit', () => rmSync(dist, { recursive: true, force: true }))
chmodSync(dist, 0o755)

const common = { bundle: true, format: 'esm', target: 'node20', charset: 'utf8', legalComments: 'none', logLevel: 'warning', plugins: [esbuildTemplates()] }

// Bundled CommonJS packages ask for Node's modules by require, which an ES module does not have by itself.
const require = { js: "import { createRequire as pgcompileRequire } from 'node:module'\nconst require = pgcompileRequire(import.meta.url)" }

// The command line starts often and ends soon: it is one script, of one byte a character, which src/cli/main.ts hands to V8 with its code cache.
const cli = {
  ...common,
  platform: 'node',
  format: 'cjs',
  charset: 'ascii',
  minifySyntax: true,
  minifyWhitespace: true,
  supported: { 'dynamic-import': false },
  plugins: [...common.plugins, lazyBuiltins()],
}
const asFunction = { banner: { js: '(function(require){"use strict";var module={exports:{}};' }, footer: { js: 'return module.exports.run})' } }

await Promise.all([
  build({ ...cli, ...asFunction, entryPoints: ['src/cli/run.ts'], outfile: `${dist}/cli/pgcompile.cjs` }),
  build({ ...common, platform: 'node', banner: require, entryPoints: ['src/index.ts'], outfile: `${dist}/index.js` }),
  build({ ...common, platform: 'browser', target: 'es2022', entryPoints: ['src/core.ts'], outfile: `${dist}/core.js` }),
])

const { outputFiles } = await build({ ...cli, entryPoints: ['src/cli/code-cache.ts'], write: false })
const { cacheName, flags } = evaluated(outputFiles[0].text)
writeCodeCache(`${dist}/cli/pgcompile.cjs`, `${dist}/cli/${cacheName()}`, flags)

// The package is of ES modules, which start later than the others.
writeFileSync(`${dist}/cli/package.json`, '{ "type": "commonjs" }\n')
await build({ ...cli, banner: { js: '#!/usr/bin/env node' }, entryPoints: ['src/cli/main.ts'], outfile: `${dist}/cli/main.js` })
chmodSync(`${dist}/cli/main.js`, 0o755)

rmSync('dist', { recursive: true, force: true })
renameSync(dist, 'dist')

/** The exports of a bundled CommonJS module. */
function evaluated(text) {
  const module = { exports: {} }
  new Function('module', text)(module)
  return module.exports
}
