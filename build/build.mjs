import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { writeCodeCache } from './code-cache.mjs'
import { writeDeclarations } from './declarations.mjs'
import { lazyModules } from './lazy-modules.mjs'
import { writeNotices } from './notices.mjs'
import { esbuildTemplates } from './templates.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

// Whole before it takes its place: who runs the former build meanwhile is not disturbed.
const dist = resolve(mkdtempSync('dist.'))
const former = `${dist}.former`
process.on('exit', () => {
  for (const left of [dist, former]) rmSync(left, { recursive: true, force: true })
})
chmodSync(dist, 0o755)

const common = { bundle: true, format: 'esm', target: 'node20', charset: 'utf8', legalComments: 'none', logLevel: 'warning', plugins: [esbuildTemplates()] }

// The command line starts often and ends soon: it is one script, of one byte a character and as short as can be, which src/cli/main.ts hands to V8 with
// its code cache.
const cli = {
  ...common,
  platform: 'node',
  format: 'cjs',
  charset: 'ascii',
  minify: true,
  supported: { 'dynamic-import': false },
  plugins: [...common.plugins, lazyModules()],
}
const asFunction = { banner: { js: '(function(require){"use strict";var module={exports:{}};' }, footer: { js: 'return module.exports.run})' } }

/** Who only checks need not read what the other commands are made of, nor what `scriptOf` of src/cli/code-cache.ts sends to the other script. */
const checkAlone = {
  name: 'check-alone',
  setup(build) {
    build.onResolve({ filter: /^\.\/commands\.js$/ }, ({ resolveDir, kind }) => build.resolve('./check-alone.js', { resolveDir, kind }))
    build.onResolve({ filter: /\/(coverage\/coverage|expect)\.js$/ }, ({ path, importer }) =>
      importer.endsWith('/cli/check.ts') ? { path, namespace: 'elsewhere' } : undefined,
    )
    build.onLoad({ filter: /.*/, namespace: 'elsewhere' }, ({ path }) => ({ contents: `throw new Error('${path} is in the other script')` }))
  },
}

const [{ metafile: commandLine }, , { metafile: library }] = await Promise.all([
  build({ ...cli, ...asFunction, entryPoints: ['src/cli/run.ts'], outfile: `${dist}/cli/pgcompile.cjs`, metafile: true }),
  build({ ...cli, ...asFunction, plugins: [checkAlone, ...cli.plugins], entryPoints: ['src/cli/run.ts'], outfile: `${dist}/cli/check.cjs` }),
  // What both entries have is in one file, so that a `Source` of the one is a `Source` of the other; only src/node/ asks for Node.
  build({
    ...common,
    platform: 'browser',
    target: 'es2022',
    external: ['node:*'],
    splitting: true,
    chunkNames: 'common',
    minifySyntax: true,
    minifyWhitespace: true,
    entryPoints: ['src/core.ts', 'src/index.ts'],
    outdir: dist,
    metafile: true,
  }),
])
writeDeclarations(['src/index.ts', 'src/core.ts'], `${dist}/types`)
writeNotices(`${dist}/THIRD-PARTY.txt`, [commandLine, library])

const { outputFiles } = await build({ ...cli, entryPoints: ['src/cli/code-cache.ts'], write: false })
const { cacheName, flags, scripts } = evaluated(outputFiles[0].text)
for (const script of scripts) writeCodeCache(`${dist}/cli`, script, cacheName(script), flags)

// The package is of ES modules, which start later than the others.
writeFileSync(`${dist}/cli/package.json`, '{ "type": "commonjs" }\n')
await build({ ...cli, banner: { js: '#!/usr/bin/env node' }, entryPoints: ['src/cli/main.ts'], outfile: `${dist}/cli/main.js` })
await build({ ...cli, entryPoints: ['src/node/tree/thread.ts'], outfile: `${dist}/cli/thread.js` })
chmodSync(`${dist}/cli/main.js`, 0o755)
writeFileSync(`${dist}/pgcompile.1`, execFileSync(process.execPath, [`${dist}/cli/main.js`, 'man']))

takePlace()

/** Two renames, and once more where another build came between them. */
function takePlace() {
  for (;;) {
    if (existsSync('dist')) attempt(() => renameSync('dist', former), ['ENOENT'])
    if (attempt(() => renameSync(dist, 'dist'), ['ENOTEMPTY', 'EEXIST'])) return
    rmSync(former, { recursive: true, force: true })
  }
}

function attempt(step, expected) {
  try {
    step()
    return true
  } catch (error) {
    if (!expected.includes(error.code)) throw error
    return false
  }
}

/** The exports of a bundled CommonJS module. */
function evaluated(text) {
  const module = { exports: {} }
  new Function('module', text)(module)
  return module.exports
}
