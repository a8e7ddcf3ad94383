import { readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Artifact, FileSpec } from '../../src/artifacts/artifact.js'
import { artifacts } from '../../src/artifacts/artifacts.js'
import { program } from '../../src/cli/program.js'
import type { Model } from '../../src/model/model.js'
import { thisProcess } from '../../src/node/tree/holder.js'
import { fleet } from '../bench/fleet.js'
import { minimal } from '../compile.js'
import { emptyFolder, shape } from '../node/tree/trees.js'
import { build, pgcompile } from './run.js'

let folder = ''
beforeAll(() => {
  folder = emptyFolder('written')
  build()
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string): string => join(folder, name)

describe('what goes wrong when the other files are on disk already', () => {
  const said: string[] = []
  beforeEach(() => {
    for (const stream of [process.stdout, process.stderr])
      vi.spyOn(stream, 'write').mockImplementation((text) => {
        said.push(String(text))
        return true
      })
  })
  afterEach(() => {
    vi.restoreAllMocks()
    said.length = 0
  })

  /** Compiles over a tree with one more artifact, the last of all, which sees what is beside the tree by then. */
  async function compileWith(files: (model: Model) => readonly FileSpec[]): Promise<{ status: number | string; meanwhile: string[] }> {
    writeFileSync(at('i.yml'), minimal())
    expect(await program([at('i.yml'), '-o', at('place/out')])).toBe(0)
    const olds = shape(at('place'))
    writeFileSync(at('i.yml'), minimal({ cluster: 'pg_max_conn: 321' }))
    let meanwhile: string[] = []
    const last: Artifact = {
      id: 'zz/last',
      component: 'zz',
      format: 'text',
      impact: { action: 'none' },
      uses: [],
      files: (model) => {
        meanwhile = readdirSync(at('place'))
        return files(model)
      },
    }
    const all = artifacts as Artifact[]
    all.push(last)
    said.length = 0
    try {
      const status = await program([at('i.yml'), '-o', at('place/out')]).catch((error: unknown) => `${error}`)
      expect(shape(at('place'))).toEqual(olds)
      return { status, meanwhile: meanwhile.sort() }
    } finally {
      all.pop()
    }
  }

  const spec = ({ clusters }: Model, path: string): FileSpec => {
    const host = clusters[0]?.instances[0]?.host
    if (host === undefined) throw new Error('no host')
    return { host: host.name, path, owner: 'root', group: 'root', mode: '0644', secret: false, at: host.at, view: {} }
  }

  test('an error in the inventory: the tree is as it was, nothing is beside it', async () => {
    const { status, meanwhile } = await compileWith((model) => [spec(model, '/etc/patroni/patroni.yml')])
    expect(status).toBe(1)
    expect(meanwhile).toEqual(['.out.pgcompile-lock', '.out.pgcompile-new', 'out'])
    expect(said.join('')).toMatch(/error\[file-written-twice\]: \/etc\/patroni\/patroni\.yml on .* is asked for twice/)
    expect(said.at(-1)).toMatch(/^1 error.*; nothing was written\n$/)
  })

  test('a mistake of ours: the same', async () => {
    const { status } = await compileWith(() => {
      throw new Error('ours')
    })
    expect(status).toBe('Error: ours')
    expect(said.join('')).toBe('')
  })
})

describe('a fleet, which a second thread writes', () => {
  const large = fleet(20, 1)
  const edited = large.replace(/work_mem: \d+MB/, 'work_mem: 77MB')

  test('is the tree that one thread writes; again it is touched no more', async () => {
    writeFileSync(at('large.yml'), large)
    expect(pgcompile(['large.yml', '-o', 'two'], { cwd: folder })).toMatchObject({ status: 0, stdout: expect.stringMatching(/: 1\d{3} files in two/) })
    vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    expect(await program([at('large.yml'), '-o', at('one')])).toBe(0)
    vi.restoreAllMocks()
    expect(shape(at('two'))).toEqual(shape(at('one')))
    expect(pgcompile(['large.yml', '-o', 'two'], { cwd: folder }).stdout).toMatch(/ files in two: nothing changed/)
    expect(pgcompile(['large.yml', '-o', 'two', '--check'], { cwd: folder })).toMatchObject({ status: 0 })
    writeFileSync(at('large.yml'), edited)
    expect(pgcompile(['large.yml', '-o', 'two'], { cwd: folder }).stdout).toMatch(/ files in two: \d+ changed( \(|\n)/)
    expect(pgcompile(['large.yml', '-o', 'two', '--check'], { cwd: folder })).toMatchObject({ status: 0 })
  })

  test('leaves the young generation of a large inventory at its size', () => {
    writeFileSync(at('padded.yml'), `${large}${'# said\n'.repeat(2 ** 18 / 7)}`)
    writeFileSync(
      at('probe.mjs'),
      `import { writeFileSync } from 'node:fs'
       import { getHeapSpaceStatistics } from 'node:v8'
       process.on('exit', () => {
         const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')
         writeFileSync('young', String(young.space_size / 2 ** 20))
       })`,
    )
    const env = { NODE_OPTIONS: `--import ${pathToFileURL(at('probe.mjs'))}` }
    expect(pgcompile(['padded.yml', '-o', 'padded'], { cwd: folder, env })).toMatchObject({ status: 0 })
    expect(readFileSync(at('young'), 'utf8')).toBe('8')
  })

  test('findings are printed before what is wrong with the place', () => {
    writeFileSync(at('large.yml'), large)
    writeFileSync(at('file'), 'x')
    const { status, stdout, stderr } = pgcompile(['large.yml', '-o', 'file'], { cwd: folder })
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^large\.yml:\d+[\s\S]*\npgcompile: cannot write file: it is a file; name a directory\n$/)
  })

  test('after a file that cannot be made none is, and nothing is left', () => {
    writeFileSync(
      at('long.yml'),
      minimal({
        members: { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', [`h${'x'.repeat(300)}`]: '{ ansible_host: 10.10.10.12, pg_seq: 2, pg_role: replica }' },
      }),
    )
    const { status, stderr } = pgcompile(['long.yml', '-o', 'long/out'], { cwd: folder })
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^pgcompile: cannot write long\/out: the name is too long \(hosts\/hx+\); what was there is unchanged$/m),
    ])
    expect(readdirSync(folder)).not.toContain('long')
  })

  test('nothing is begun where a finding fails it', () => {
    writeFileSync(at('large.yml'), large)
    const { status, stderr } = pgcompile(['large.yml', '-o', 'x/y', '--fail-on', 'note'], { cwd: folder })
    expect([status, stderr.trimEnd().split('\n').at(-1)]).toEqual([1, expect.stringMatching(/; nothing was written$/)])
    expect(readdirSync(folder)).not.toContain('x')
    symlinkSync(thisProcess(), at('.busy.pgcompile-lock'))
    expect(pgcompile(['large.yml', '-o', 'busy', '--fail-on', 'note', '--wait', '0.2'], { cwd: folder }).stderr).toBe(stderr)
  })
})
