import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { projectWith, trio } from './project.js'

describe('the packed package', () => {
  const { project, packed } = projectWith()
  const installed = join(project, 'node_modules/pgcompile')
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
  const bin = join(project, 'node_modules/.bin/pgcompile')
  afterAll(() => rmSync(project, { recursive: true, force: true }))

  test('holds what users need and nothing else', () => {
    const kinds = packed.paths.map((path) =>
      path
        .replace(/^dist\/types\/.*\.d\.ts$/, 'types')
        .replace(/^schema\/\w+(\.schema)?\.(md|json)$/, 'schema')
        .replace(/\.v[\d.]+-\w+-\w+\.cache$/, '.cache'),
    )
    expect([...new Set(kinds)].sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/THIRD-PARTY.txt',
      'dist/cli/check.cache',
      'dist/cli/check.cjs',
      'dist/cli/main.js',
      'dist/cli/package.json',
      'dist/cli/pgcompile.cache',
      'dist/cli/pgcompile.cjs',
      'dist/cli/thread.js',
      'dist/common.js',
      'dist/core.js',
      'dist/index.js',
      'dist/pgcompile.1',
      'package.json',
      'schema',
      'types',
    ])
  })

  test('is as small as the README says', () => {
    const [, megabytes = '', unpacked = ''] = /([\d.]+) MB packed, ([\d.]+) MB\s+installed/.exec(readFileSync('README.md', 'utf8')) ?? []
    expect(packed.size / 1e6).toBeLessThan(Number(megabytes))
    expect(packed.unpackedSize / 1e6).toBeLessThan(Number(unpacked))
  })

  test('names no directory of the machine that built it', () => {
    for (const path of packed.paths) expect([path, readFileSync(join(installed, path)).includes(process.cwd())]).toEqual([path, false])
  })

  test('brings no other package, and runs nothing when it is installed', () => {
    expect(readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['pgcompile'])
    expect(Object.keys(manifest)).not.toContain('dependencies')
    for (const script of ['preinstall', 'install', 'postinstall']) expect(manifest.scripts).not.toHaveProperty(script)
    expect(readdirSync(installed)).not.toContain('binding.gyp')
  })

  test('is the command line', () => {
    expect(execFileSync(bin, ['--version'], { encoding: 'utf8' }).trim()).toBe(manifest.version)
    const { status, stdout } = spawnSync(bin, [trio, '-o', 'out'], { cwd: project, encoding: 'utf8' })
    expect([status, stdout]).toEqual([0, expect.stringContaining('4 hosts')])
    expect(existsSync(join(project, 'out/hosts/10.42.0.11/etc/patroni/patroni.yml'))).toBe(true)
  })

  test('prints the licences of the packages that are in it', () => {
    const licences = execFileSync(bin, ['licenses'], { encoding: 'utf8' })
    const names = [...licences.matchAll(/^(\S+) (\d+\.\d+\.\d+) \((.+)\)$/gm)].map(([, name = '', version = '', licence = '']) => [name, version, licence])
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages
    for (const name of ['yaml', 'nunjucks', 'commander', 'diff', '@jmespath-community/jmespath'])
      expect(names).toContainEqual([name, lock[`node_modules/${name}`].version, lock[`node_modules/${name}`].license])
    for (const [name, version] of names) expect(lock[`node_modules/${name}`].version).toBe(version)
    expect(licences.match(/^-{80}$/gm)).toHaveLength(names.length)
  })
})
