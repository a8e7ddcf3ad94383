import { readFileSync } from 'node:fs'
import { compile } from '../../src/compile.js'
import type { EmittedFile } from '../../src/emit/emit.js'
import { Source } from '../../src/source/source.js'

/** Compiles a fixture for Debian 12; throws where there is an error. */
export function compileFixture(path: string): readonly EmittedFile[] {
  const { files, diagnostics } = compile({
    inventories: [new Source(path, readFileSync(path, 'utf8'))],
    extraVariables: [{ source: new Source('--target', 'pgcompile_target=debian-12'), form: 'argument' }],
  })
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ at, message }) => `${at}: ${message}`)
  if (errors.length > 0) throw new Error(errors.join('\n'))
  return files
}
