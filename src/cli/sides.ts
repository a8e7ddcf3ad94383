import { basename, dirname, relative } from 'node:path'
import { compiledSide } from '../diff/compiled-side.js'
import type { Side } from '../diff/side.js'
import { Printed } from '../emit/printed.js'
import type { ExtraVariables } from '../inventory/extra.js'
import type { InventoryInput } from '../inventory/input.js'
import { hasNoCommit, Revision } from '../node/git.js'
import { EnvironmentProblem, readSource } from '../node/read.js'
import { readInventoryFiles } from '../node/read-inventory.js'
import { formOf, look } from '../node/side.js'
import { fetchedSide, rootSide, treeSide } from '../node/side-files.js'
import type { Source } from '../source/source.js'
import type { CompileInput } from '../understand.js'
import { printErrors } from './findings.js'
import { type InputOptions, readInput, withProgress } from './input.js'

export interface SideOptions extends InputOptions {
  /** The revision that the files here are compared with. */
  readonly rev?: string
  /** The host whose root, or a copy of a part of it, one side is. */
  readonly host?: string
}

export interface Sides {
  readonly before: Side
  readonly after: Side
}

/** Reads what two words, or the files of a revision and here, name. Undefined where an inventory has errors, which are printed. */
export function readSides(words: readonly string[], options: SideOptions): Sides | undefined {
  const { rev, host } = options
  if (rev !== undefined) {
    if (words.length === 0)
      throw new EnvironmentProblem('name the inventory that is compared with its own revision, as in `pgcompile diff --rev main inventory.yml`')
    return compiled([
      [`${rev}:${words.join(', ')}`, revisionInput(rev, words, options)],
      [words.join(', '), readInput([...words, ...options.inventory], options)],
    ])
  }
  const [old, present] = words
  if (old === undefined || present === undefined || words.length > 2)
    throw new EnvironmentProblem(
      words.length > 2
        ? `${words.length} sides are too many: name two, and inventories that both have with -i`
        : 'name two sides, as in `pgcompile diff old.yml new.yml`, or one inventory with --rev',
    )
  const forms = [old, present].map((word) => formOf(word, host !== undefined))
  const inventories = [old, present].flatMap((word, index): [string, CompileInput][] => {
    const form = forms[index]
    if (form === 'inventory') return [[word, inventoryOf(word, options)]]
    return form === 'revision' ? [[word, revisionOf(word, options)]] : []
  })
  const printed = new Printed()
  const made = inventories.map(([name, input]) => sideOf(name, input, printed, look(name) === 'directory' ? `${noTree(name)}, and as an inventory it` : name))
  if (made.some((side) => side === undefined)) return undefined
  const byName = new Map(made.flatMap((side) => (side === undefined ? [] : [[side.name, side]])))
  const plain = [old, present].map((word, index) =>
    forms[index] === 'tree' ? treeSide(word) : forms[index] === 'fetched' ? fetchedSide(word) : byName.get(word),
  )
  const [before, after] = plain.map((side, index) => side ?? rootOf(index === 0 ? old : present, host, plain[1 - index]))
  return before === undefined || after === undefined ? undefined : { before, after }
}

/** Whether a revision lacks an inventory that is here; so it is where there is no commit at all. */
export function isNew(inventory: string, rev: string): boolean {
  const home = dirname(inventory)
  return look(inventory) !== undefined && (hasNoCommit(home) || !new Revision(rev, home).has(basename(inventory)))
}

function rootOf(directory: string, host: string | undefined, other: Side | undefined): Side {
  if (host === undefined || other === undefined) throw new EnvironmentProblem('--host is for one side only: the other one says which files the host has')
  return rootSide(directory, host, other)
}

function compiled(inputs: readonly (readonly [string, CompileInput])[]): Sides | undefined {
  const printed = new Printed()
  const [before, after] = inputs.map(([name, input]) => sideOf(name, input, printed))
  return before === undefined || after === undefined ? undefined : { before, after }
}

function sideOf(name: string, input: CompileInput, printed: Printed, what = name): Side | undefined {
  const { side, ...found } = withProgress((progress) => compiledSide(name, input, progress, printed))
  if (side !== undefined) return side
  printErrors(found)
  process.stderr.write(`${what} does not compile: nothing can be compared\n`)
  return undefined
}

/** An inventory. A directory that cannot be read as one may have been meant as something else. */
function inventoryOf(word: string, options: SideOptions): CompileInput {
  const own = ((): InventoryInput => {
    try {
      return readInventoryFiles(word)
    } catch (error) {
      if (!(error instanceof EnvironmentProblem) || look(word) !== 'directory') throw error
      throw new EnvironmentProblem(
        `${noTree(word)}, and cannot be read as an inventory (${error.message}): name one of these, or with --host <name> the root directory of a host`,
      )
    }
  })()
  const rest = readInput(options.inventory, options)
  return { ...rest, inventories: [own, ...rest.inventories] }
}

function noTree(directory: string): string {
  return `${directory} is no tree that pgcompile wrote, has no files of hosts in hosts/<name>/`
}

/** `REV:path`, as git writes it; what else an inventory needs is read here. */
function revisionOf(word: string, options: SideOptions): CompileInput {
  const colon = word.indexOf(':')
  const revision = new Revision(word.slice(0, colon), '.')
  const here = readInput(options.inventory, options)
  return { ...here, inventories: [revision.inventory(word.slice(colon + 1)), ...here.inventories] }
}

/** All that the revision has of what the command line names: inventories, facts and variables; passwords are those of today. */
function revisionInput(rev: string, words: readonly string[], options: SideOptions): CompileInput {
  // The repository is that of the inventory, wherever the command is given.
  const home = dirname(words[0] ?? '.')
  const revision = new Revision(rev, home)
  const here = readInput([], { ...options, facts: [] })
  const former = (path: string): Source | undefined => revision.file(relative(home, path))
  return {
    ...here,
    inventories: [...words, ...options.inventory].map((path) => revision.inventory(relative(home, path))),
    extraVariables: (here.extraVariables ?? []).map(
      (each): ExtraVariables => (each.form === 'file' ? { ...each, source: former(each.source.name) ?? each.source } : each),
    ),
    facts: options.facts.map((path) => former(path) ?? readSource(path)),
  }
}
