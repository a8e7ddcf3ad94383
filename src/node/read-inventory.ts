import { readdirSync, realpathSync, type Stats, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import type { ExtraVariables } from '../inventory/extra.js'
import { type InventoryFile, type InventoryInput, isInventoryName, isVariablesName, isVariablesPart, variableFolders } from '../inventory/input.js'
import { Source } from '../source/source.js'
import { EnvironmentProblem, readSource, reason } from './read.js'

/**
 * Finds and reads the files of an inventory: a file with group_vars and host_vars beside it, or a directory with all that is in it. `-` is standard
 * input. Nothing is run. Throws an EnvironmentProblem that says what cannot be read.
 */
export function readInventoryFiles(path: string): InventoryInput {
  if (path === '-') return readSource(path)
  const found = look(path)
  // A pipe, as a shell makes of <(...), has nothing beside it.
  if (found?.isDirectory() === false && !found.isFile()) return readSource(path)
  const isDirectory = found?.isDirectory() ?? false
  if (found === undefined && path.includes(','))
    throw new EnvironmentProblem(`cannot read ${path}: there is no such file, and a list of hosts says too little to compile`)
  const directory = isDirectory ? path : dirname(path)
  const shown = directory === '.' && !path.startsWith('.') ? '' : directory
  const walk = new Walk()
  if (isDirectory) walk.enter(shown, '', (name) => isInventoryName(name))
  else walk.files.push({ path: basename(path), source: readSource(path), executable: isExecutable(found) })
  for (const folder of variableFolders)
    if (look(join(directory, folder))?.isDirectory())
      walk.enter(shown, folder, (name, below, depth) => (depth === 0 ? isVariablesName(name) : isVariablesPart(name, below)))
  const { files, directories } = walk
  return { name: path, directory: resolve(directory), files, directories, ...(isDirectory ? {} : { entry: basename(path) }) }
}

/** The extra variables that arguments of the command line hold, or with an @ before it name the file of. */
export function readExtraVariables(values: readonly string[]): ExtraVariables[] {
  return values.map((value, index) => {
    if (!value.startsWith('@')) return { source: new Source(index === 0 ? '<extra-vars>' : `<extra-vars ${index + 1}>`, value), form: 'argument' }
    const path = value.slice(1)
    if (path === '') throw new EnvironmentProblem('--extra-vars @ names no file: write @file.yml')
    // A shell leaves the ~ alone behind the @.
    return { source: readSource(path.startsWith('~/') ? join(homedir(), path.slice(2)) : path), form: 'file' }
  })
}

/** Collects files below a directory, in the order of their names. */
class Walk {
  readonly files: InventoryFile[] = []
  readonly directories: string[] = []

  /** `accepts` is asked for each name, whether it is a directory, and how many directories are above it. */
  enter(root: string, folder: string, accepts: (name: string, directory: boolean, depth: number) => boolean, above: readonly string[] = []): void {
    const shown = join(root, folder)
    const real = realpathSync(shown)
    if (above.includes(real)) throw new EnvironmentProblem(`cannot read ${shown}: its links lead in a circle`)
    for (const name of namesIn(shown)) {
      const path = folder === '' ? name : `${folder}/${name}`
      const place = join(root, path)
      const found = look(place)
      if (found?.isDirectory()) {
        if (!accepts(name, true, above.length)) continue
        this.directories.push(path)
        this.enter(root, path, accepts, [...above, real])
      } else if (accepts(name, false, above.length) && (found === undefined || found.isFile()))
        this.files.push({ path, source: readSource(place), executable: isExecutable(found) })
    }
  }
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory === '' ? '.' : directory).sort()
  } catch (error) {
    throw new EnvironmentProblem(`cannot read ${directory}: ${reason(error)}`)
  }
}

/** Undefined where nothing can be seen: reading it will say why. */
function look(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}

function isExecutable(found: Stats | undefined): boolean {
  return found !== undefined && (found.mode & 0o111) !== 0
}
