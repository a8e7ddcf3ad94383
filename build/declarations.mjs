import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { prune } from './prune.mjs'

/**
 * Writes the types of `entries` and of what they mention, and nothing else, below `directory`. Sources are not checked here, so that a build stays quick and
 * a mistake elsewhere keeps nobody from trying theirs: `npm run typecheck` does it.
 */
export function writeDeclarations(entries, directory) {
  const made = mkdtempSync(join(tmpdir(), 'pgcompile-types-'))
  try {
    const config = join(made, 'tsconfig.json')
    const compilerOptions = {
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      noCheck: true,
      stripInternal: true,
      rootDir: resolve('.'),
      outDir: made,
    }
    writeFileSync(
      config,
      JSON.stringify({
        extends: resolve('tsconfig.json'),
        compilerOptions: { ...compilerOptions, typeRoots: [resolve('node_modules/@types')] },
        files: [...entries, 'src/inventory/shapes.d.ts', 'src/emit/templates.d.ts', 'src/emit/nunjucks.d.ts'].map((entry) => resolve(entry)),
        include: [],
      }),
    )
    const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc')
    const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', config], { encoding: 'utf8' })
    if (status !== 0) throw new Error(`the types cannot be written:\n${stdout}`)
    const root = join(made, 'src')
    const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.d.ts'))
    const texts = new Map(paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(root, path), 'utf8')]))
    for (const [path, text] of prune(
      texts,
      entries.map((entry) => relative('src', entry).replace(/\.ts$/, '.d.ts')),
    )) {
      mkdirSync(dirname(join(directory, path)), { recursive: true })
      writeFileSync(join(directory, path), text)
    }
  } finally {
    rmSync(made, { recursive: true, force: true })
  }
}
