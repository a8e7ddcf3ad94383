/** The compiler without Node: usable in a browser. */
export { type Compilation, compile } from './compile.js'
export type { Code, Diagnostic, Related, Severity } from './diagnostics/diagnostic.js'
export type { EmittedFile } from './emit/emit.js'
export type { Model } from './model/model.js'
export { Source } from './source/source.js'
export { Span } from './source/span.js'
export { type CompileInput, type CompileOptions, check, type Findings, type Pass } from './understand.js'
