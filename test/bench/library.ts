import type { Compilation, compile } from '../../src/compile.js'
import type { Source } from '../../src/source/source.js'
import type { check } from '../../src/understand.js'

/** What scenarios use of the built library. */
export interface Library {
  readonly compile: typeof compile
  readonly check: typeof check
  readonly Source: typeof Source
}

/** Compiles; a fleet with an error is no measure of anything. */
export function compileText({ compile: run, Source: Text }: Pick<Library, 'compile' | 'Source'>, text: string): Compilation {
  const result = run({ inventories: [new Text('inventory.yml', text)] })
  if (result.files.length === 0) throw new Error('the inventory has an error')
  return result
}
