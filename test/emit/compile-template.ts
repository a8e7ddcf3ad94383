import { precompile } from '../../build/templates.mjs'
import type { Template } from '../../src/emit/environment.js'

/** Compiles a template of a test as the build compiles those of templates/. */
export function compileTemplate(text: string): Template {
  return new Function(`return ${precompile('test.njk', text)}`)()
}
