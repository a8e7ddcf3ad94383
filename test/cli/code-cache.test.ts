import { spawnSync } from 'node:child_process'
import { buildSync } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { scriptOf } from '../../src/cli/code-cache.js'

describe('flags of V8', () => {
  const { outputFiles } = buildSync({
    stdin: { contents: `export { flags } from './src/cli/code-cache.js'; export { thrift } from './src/cli/heap.js'`, resolveDir: '.' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
  })
  const text = outputFiles.map((file) => file.text).join('')

  /** What is set where this is the version of V8, and what V8 says to it. */
  function under(v8: string): { set: readonly string[]; complaint: string } {
    const program = `
      Object.defineProperty(process, 'versions', { value: { v8: process.argv[1] } })
      ${text}
      const set = [module.exports.flags, module.exports.thrift]
      set.forEach(require('node:v8').setFlagsFromString)
      console.log(JSON.stringify(set))`
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', program, v8], { encoding: 'utf8' })
    const said = stdout.trimEnd().split('\n')
    return { set: JSON.parse(said.pop() ?? ''), complaint: `${said.join()}${stderr}` }
  }

  test('are none where nobody knows what this V8 understands', () => {
    expect(under('99.1')).toEqual({ set: ['', ''], complaint: '' })
  })

  test('are such as this one understands', () => {
    expect(under(process.versions.v8)).toEqual({ set: [expect.stringMatching(/^--/), expect.stringMatching(/^--/)], complaint: '' })
  })
})

test.each([
  [['check', 'a.yml', '-e', 'coverage'], 'check'],
  [['check', '--coverage', 'a.yml'], 'pgcompile'],
  [['check', 'a.yml', '--expect=b.yml'], 'pgcompile'],
  [['a.yml', '-o', 'out'], 'pgcompile'],
  [['help', 'check'], 'pgcompile'],
  [[], 'pgcompile'],
])('%j is for the script %s', (args, script) => {
  expect(scriptOf(args)).toBe(script)
})
