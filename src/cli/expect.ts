import { checkExpectations } from '../access/expect.js'
import { Sink } from '../diagnostics/sink.js'
import { readSource } from '../node/read.js'
import type { Findings } from '../understand.js'

/** The findings of an inventory with those about the statements of these files; without a model nothing can be said of them. */
export function withExpectations(findings: Findings, files: readonly string[]): Findings {
  const { model } = findings
  if (model === undefined || files.length === 0) return findings
  const sink = new Sink()
  for (const file of files) checkExpectations(readSource(file), model, sink)
  return { ...findings, diagnostics: [...findings.diagnostics, ...sink.list()] }
}
