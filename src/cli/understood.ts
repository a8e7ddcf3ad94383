import type { Model } from '../model/model.js'
import { tally } from '../report/text.js'
import { printErrors } from './findings.js'
import { type InputOptions, readInput, withProgress } from './input.js'

/** The model of an inventory for a command that asks questions; undefined where there are errors, which are printed. Warnings are for `check`. */
export async function understood(inventories: readonly string[], options: InputOptions): Promise<Model | undefined> {
  const { check } = await import('../understand.js')
  const found = withProgress((progress) => check(readInput(inventories, options), progress))
  if (found.model !== undefined) return found.model
  process.stderr.write(`${tally(printErrors(found))}; nothing can be said before they are mended\n`)
  return undefined
}
