import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build as bundle } from 'esbuild'
import { afterAll, expect, test } from 'vitest'
import { examplesIn } from './examples.js'
import { projectWith } from './project.js'

const { project } = projectWith()
const examples = examplesIn(join(project, 'node_modules/pgcompile/dist/types'))
const tsc = resolve('node_modules/typescript/bin/tsc')

afterAll(() => rmSync(project, { recursive: true, force: true }))

test('the functions that most programs need have an example each', () => {
  const used = examples.flatMap(({ code }) => /import \{ (.*) \} from 'pgcompile/.exec(code)?.[1]?.split(', ') ?? [])
  for (const name of ['compile', 'check', 'explain', 'access', 'diff', 'route', 'whatif', 'writeTree', 'Session']) expect(used).toContain(name)
})

test('every example is strict TypeScript', () => {
  symlinkSync(resolve('node_modules/@types'), join(project, 'node_modules/@types'))
  examples.forEach(({ code }, index) => {
    writeFileSync(join(project, `example${index}.ts`), code)
  })
  const options = ['--strict', '--noEmit', '--target', 'es2022', '--module', 'nodenext', '--types', 'node']
  const { stdout } = spawnSync(process.execPath, [tsc, ...options, ...examples.map((_, index) => `example${index}.ts`)], { cwd: project, encoding: 'utf8' })
  expect(stdout).toBe('')
})

test.each(examples)('the example of $name prints what it says', async ({ code, output }) => {
  const folder = mkdtempSync(join(project, 'example-'))
  await bundle({ stdin: { contents: code, loader: 'ts' }, outfile: join(folder, 'example.mjs'), format: 'esm' })
  const { status, stdout, stderr } = spawnSync(process.execPath, ['example.mjs'], { cwd: folder, encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toBe(output)
  expect(output).not.toBe('')
})
