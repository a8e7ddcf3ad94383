import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { add, projectWith, trio } from './project.js'

const files = {
  'core.ts': `
    import { access, check, compile, type CompileInput, type Compilation, explain, type Findings, schemaVersion, Source } from 'pgcompile/core'
    const input: CompileInput = { inventories: [new Source('inventory.yml', 'all: {}')] }
    const findings: Findings = check(input)
    const { files, manifest, schemaVersion: version }: Compilation = compile(input)
    const one: 1 = version
    const text: string = files[0]?.text ?? manifest
    const explained = explain(input, 'pg-shop')
    if (explained.kind === 'problem') explained.problem satisfies string
    const { answers } = access(input, { user: 'app', database: 'shop', from: 'socket' })
    answers[0]?.cases[0]?.hops[0]?.verdict satisfies 'allowed' | 'denied' | 'unknown' | undefined
    // @ts-expect-error a result does not change
    findings.diagnostics = []
    // @ts-expect-error a client comes from somewhere
    access(input, { user: 'app', database: 'shop' })
    // @ts-expect-error there is no such parameter of the function
    compile(input, { fast: true })
    export const all = [one, text, schemaVersion, version]
  `,
  'index.ts': `
    import { compile, readInventoryFiles, type TreeChange, writeTree } from 'pgcompile'
    import { compile as same } from 'pgcompile/core'
    const { files, manifest } = compile({ inventories: [readInventoryFiles('inventory.yml')] })
    const change: TreeChange = writeTree('out', files, manifest)
    export const both: typeof same = compile
    export const changed: number = change.changes.length
  `,
}

describe('a consumer', () => {
  const { project } = projectWith(files)
  const tsc = resolve('node_modules/typescript/bin/tsc')
  afterAll(() => rmSync(project, { recursive: true, force: true }))

  const strict = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    noEmit: true,
    skipLibCheck: false,
  }
  const kinds = { nodenext: { module: 'nodenext', moduleResolution: 'nodenext' }, bundler: { module: 'esnext', moduleResolution: 'bundler' } }
  test.each(Object.entries(kinds))('in strict TypeScript, resolved as by %s, without types of Node or of a browser', (name, resolution) => {
    const config = { compilerOptions: { ...strict, ...resolution, target: 'es2022', lib: ['es2023'], types: [] }, files: Object.keys(files) }
    add(project, { [`tsconfig.${name}.json`]: JSON.stringify(config) })
    const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', `tsconfig.${name}.json`], { cwd: project, encoding: 'utf8' })
    expect([stdout, status]).toEqual(['', 0])
  })

  const program = `
    import { readFileSync } from 'node:fs'
    import * as core from 'pgcompile/core'
    import * as whole from 'pgcompile'
    const input = { inventories: [new whole.Source('trio.yml', readFileSync(${JSON.stringify(trio)}, 'utf8'))] }
    const { files, schemaVersion } = core.compile(input)
    console.log(files.length, schemaVersion, core.Source === whole.Source, Object.keys(core).every((name) => core[name] === whole[name]))
  `

  test('in plain JavaScript; both entries are one library', () => {
    add(project, { 'plain.mjs': program })
    const { status, stdout, stderr } = spawnSync(process.execPath, ['plain.mjs'], { cwd: project, encoding: 'utf8' })
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^\d{3} 1 true true\n$/)
  })

  test('that imports it changes nothing: no global, no built-in, no listener, no output', () => {
    const probe = `
      const shape = () => JSON.stringify([
        Object.getOwnPropertyNames(globalThis).sort(),
        [Object, Array, String, Number, Map, Set, Promise, RegExp].map((type) => [Object.getOwnPropertyNames(type), Object.getOwnPropertyNames(type.prototype)]),
        process.eventNames().map(String), Object.keys(process.env).length,
      ])
      const before = shape()
      await import(process.argv[2])
      if (shape() !== before) throw new Error('something is not what it was')
    `
    add(project, { 'probe.mjs': probe })
    for (const entry of ['pgcompile', 'pgcompile/core']) {
      const { status, stdout, stderr } = spawnSync(process.execPath, ['probe.mjs', entry], { cwd: project, encoding: 'utf8' })
      expect([status, stdout, stderr]).toEqual([0, '', ''])
    }
  })

  test('finds the schemas', () => {
    add(project, { 'schema.mjs': "console.log(import.meta.resolve('pgcompile/schema/inventory.schema.json'))" })
    const { stdout } = spawnSync(process.execPath, ['schema.mjs'], { cwd: project, encoding: 'utf8' })
    expect(JSON.parse(readFileSync(new URL(stdout.trim()), 'utf8'))).toHaveProperty('$schema')
    expect(stdout).toContain(join('node_modules', 'pgcompile', 'schema'))
  })
})
