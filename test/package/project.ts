import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { build } from '../cli/run.js'

export interface Packed {
  /** Path of the tarball. */
  readonly tarball: string
  readonly size: number
  readonly unpackedSize: number
  readonly paths: readonly string[]
}

/** Packs the package as it would be published, into `directory`. */
export function pack(directory: string): Packed {
  build()
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', directory]
  const [packed] = JSON.parse(execFileSync('npm', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  const { filename, size, unpackedSize, files } = packed
  return { tarball: join(directory, filename), size, unpackedSize, paths: files.map(({ path }: { path: string }) => path) }
}

/** An empty project with the packed package installed, as a user installs it; without network, since it needs no other package. */
export function projectWith(files: Readonly<Record<string, string>> = {}): { readonly project: string; readonly packed: Packed } {
  const project = mkdtempSync(join(tmpdir(), 'pgcompile-package-'))
  const packed = pack(project)
  writeFileSync(join(project, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }\n')
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', packed.tarball], { cwd: project, stdio: 'pipe' })
  add(project, files)
  return { project, packed }
}

export function add(project: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, path)), { recursive: true })
    writeFileSync(join(project, path), text)
  }
}

export const trio = resolve('fixtures/deployments/trio.yml')
