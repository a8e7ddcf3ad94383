import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A program in a comment of the declarations, and what its comments say that it prints. */
export interface Example {
  /** `compile.d.ts:12`: the file and the line of the tag. */
  readonly name: string
  readonly code: string
  readonly output: string
}

/** Every `@example` of the declarations below a directory; `// => text` behind a statement is a line that it prints. */
export function examplesIn(directory: string): readonly Example[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.d.ts'))
    .sort()
    .flatMap((file) => {
      const text = readFileSync(join(directory, file), 'utf8')
      return [...text.matchAll(/^ *\* @example\n *\* ```ts\n([\s\S]*?)^ *\* ```$/gm)].map(({ 1: block = '', index }): Example => {
        const code = block.replace(/^ *\* ?/gm, '')
        const printed = [...code.matchAll(/^ *\/\/ => (.*)$/gm)].map(([, line]) => `${line}\n`)
        return { name: `${file}:${text.slice(0, index).split('\n').length}`, code, output: printed.join('') }
      })
    })
}
