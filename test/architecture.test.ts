import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checks } from '../src/analysis/checks.js'
import { artifacts } from '../src/artifacts/artifacts.js'
import { codes } from '../src/codes.js'

/** Each folder imports only itself and those before it; the single files of src/ stand where they belong in the order. */
const order = [
  'source',
  'diagnostics',
  'syntax',
  'catalog',
  'compat',
  'inventory',
  'model',
  'failure',
  'access',
  'graph',
  'analysis',
  'understand',
  'artifacts',
  'emit',
  'compile',
  'session',
  'explain',
  'diff',
  'plan',
  'codes',
  'report',
  'starter',
  'library',
  'core',
  'playground',
  'node',
  'index',
  'cli',
]

const reasons: Record<string, string> = {
  'model analysis': 'the model must not know the checks',
  'model artifacts': 'the model must not know the files',
  'artifacts emit': 'an artifact decides, it does not print',
  'catalog inventory': 'the catalogue is data',
}

describe('architecture', () => {
  const files = list('src', '.ts')

  test('imports go from right to left', () => {
    const wrong = files.flatMap((file) =>
      imports(file).flatMap((target) =>
        rank(target) > rank(file) ? [`${file} -> ${target}: ${reasons[`${folder(file)} ${folder(target)}`] ?? 'a later pass'}`] : [],
      ),
    )
    expect(wrong).toEqual([])
  })

  test('Node is known only to node/ and cli/', () => {
    const users = files.filter((file) => /from 'node:|\bprocess\.|\brequire\(/.test(code(file)) && !['node', 'cli'].includes(folder(file)))
    expect(users).toEqual([])
  })

  test('nothing depends on the clock, chance or the locale', () => {
    const users = files.filter((file) => /\bDate\b(?!\(0\))|Math\.random|toLocale|localeCompare|\bIntl\b/.test(code(file)))
    expect(users).toEqual([])
  })

  test('an artifact has its file, its template and its test', () => {
    const ids = artifacts.map(({ id }) => id)
    expect(ids).toEqual([...ids].sort())
    expect(new Set(ids).size).toBe(ids.length)
    expect(
      list('src/artifacts', '.ts')
        .map((file) => file.slice('src/artifacts/'.length, -3))
        .filter(isArtifact)
        .sort(),
    ).toEqual(ids)
    expect(
      list('templates', '.njk')
        .map((file) => file.slice('templates/'.length, -4))
        .sort(),
    ).toEqual(ids)
    expect(
      list('test/artifacts', '.test.ts')
        .map((file) => file.slice('test/artifacts/'.length, -'.test.ts'.length))
        .filter(isArtifact)
        .sort(),
    ).toEqual(ids)
  })

  test('a check has its file, named by its code, and its test', () => {
    const names = checks.map(({ code }) => code)
    expect(names).toEqual([...names].sort())
    const found = list('src/analysis', '.ts').map((file) => posix.basename(file, '.ts'))
    expect(found.filter((name) => !['check', 'checks'].includes(name)).sort()).toEqual(names)
    expect(
      list('test/analysis', '.test.ts')
        .map((file) => posix.basename(file, '.test.ts'))
        .sort(),
    ).toEqual(names)
  })

  test('codes are kebab-case and stand for one thing', () => {
    const names = codes.map(({ code }) => code)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  })
})

/** `<component>/<file>`: what lies above or below is shared by artifacts, or their data. */
function isArtifact(id: string): boolean {
  return id.split('/').length === 2
}

function list(root: string, ending: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => join(root, file))
    .sort()
}

/** The text of a file without comments. */
function code(file: string): string {
  return readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
}

function imports(file: string): string[] {
  return [...code(file).matchAll(/from '(\.[^']+)'/g)].map(([, target = '']) => posix.join(posix.dirname(file), target))
}

function folder(file: string): string {
  return (file.split('/')[1] ?? '').replace(/\.[tj]s$/, '')
}

function rank(file: string): number {
  const place = order.indexOf(folder(file))
  return file.endsWith('package.json') ? -1 : place
}
