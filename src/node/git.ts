import { spawnSync } from 'node:child_process'
import { dirname, posix } from 'node:path'
import type { InventoryFile, InventoryTree } from '../inventory/input.js'
import { isInventoryName, isVariablesName, isVariablesPart, variableFolders } from '../inventory/input.js'
import { Source } from '../source/source.js'
import { EnvironmentProblem, errorCode, reason } from './read.js'

/** A file or directory as a revision has it. */
interface Blob {
  /** From the root of the repository. */
  readonly path: string
  readonly executable: boolean
}

/** One revision of the git repository that a directory is in. Reads only; runs `git`. */
export class Revision {
  private readonly commit: string
  /** The directory from the root of the repository, with a `/` at its end; empty for the root. */
  private readonly prefix: string

  /** Throws an EnvironmentProblem where there is no git, no repository or no such revision. */
  constructor(
    readonly name: string,
    private readonly directory: string,
  ) {
    this.prefix = this.ask(['rev-parse', '--show-prefix'], () => `${directory === '.' ? 'this directory' : directory} is in no git repository`).trim()
    this.commit = this.ask(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`], () => `git knows no revision ${name}`).trim()
  }

  /** An inventory with what stands beside it, or a directory as one. `path` is that of the file here, or from the root of the repository. */
  inventory(path: string): InventoryTree {
    const place = this.find(path)
    const whole = this.isDirectory(place)
    const directory = whole ? place : dirname(place) === '.' ? '' : dirname(place)
    const blobs = this.list(directory)
    const below = blobs.map((blob) => ({ ...blob, path: directory === '' ? blob.path : blob.path.slice(directory.length + 1) }))
    const wanted = below.filter((blob) => isVariables(blob.path) || (whole ? blob.path.split('/').every(isInventoryName) : blob.path === posix.basename(place)))
    const texts = this.read(wanted.map((blob) => (directory === '' ? blob.path : `${directory}/${blob.path}`)))
    const files = wanted.map((blob, index): InventoryFile => {
      const source = new Source(`${this.name}:${directory === '' ? '' : `${directory}/`}${blob.path}`, texts[index] ?? '')
      return { path: blob.path, source, executable: blob.executable }
    })
    return {
      name: `${this.name}:${path}`,
      directory: `${this.commit}:${directory}`,
      ...(whole ? {} : { entry: posix.basename(place) }),
      files,
      directories: [...new Set(wanted.flatMap((blob) => parentsOf(blob.path)))].sort(),
    }
  }

  /** One file; undefined where the revision does not have it. */
  file(path: string): Source | undefined {
    const place = [posix.join(this.prefix, path), path].find((each) => !each.startsWith('..') && this.typeOf(each) === 'blob')
    return place === undefined ? undefined : new Source(`${this.name}:${place}`, this.read([place])[0] ?? '')
  }

  /** Whether there is a file or directory of this path. */
  has(path: string): boolean {
    return this.placeOf(path) !== undefined
  }

  private find(path: string): string {
    const found = this.placeOf(path)
    if (found === undefined) throw new EnvironmentProblem(`${this.name} has no ${path}`)
    return found
  }

  private placeOf(path: string): string | undefined {
    const places = [posix.normalize(posix.join(this.prefix, path)), posix.normalize(path)].map((each) =>
      each === './' || each === '.' ? '' : each.replace(/\/$/, ''),
    )
    return places.find((each) => !each.startsWith('..') && (each === '' || this.typeOf(each) !== undefined))
  }

  private isDirectory(place: string): boolean {
    return place === '' || this.typeOf(place) === 'tree'
  }

  private typeOf(place: string): string | undefined {
    const { status, stdout } = this.run(['cat-file', '-t', `${this.commit}:${place}`])
    return status === 0 ? stdout.toString('utf8').trim() : undefined
  }

  /** All files below a directory, also where links to directories lead. */
  private list(directory: string, above: readonly string[] = []): Blob[] {
    const place = this.resolved(directory)
    if (place === undefined || above.includes(place)) return []
    const rows = this.ask(['ls-tree', '-r', '-z', '--full-tree', place], () => `git cannot list ${this.name}`).split('\0')
    const prefix = directory === '' ? '' : `${directory}/`
    return rows.flatMap((row) => {
      const [, mode, name = ''] = /^(\d+) blob \S+\t(.*)$/s.exec(row) ?? []
      if (mode === undefined) return []
      const path = `${prefix}${name}`
      const linked = mode === '120000' ? this.list(path, [...above, place]) : []
      return linked.length > 0 ? linked : [{ path, executable: mode === '100755' }]
    })
  }

  /** The id of a directory, links followed; undefined where it is none. */
  private resolved(directory: string): string | undefined {
    if (directory.includes('\n')) return undefined
    const { stdout } = this.run(['cat-file', '--batch-check', '--follow-symlinks'], `${this.commit}:${directory}\n`)
    const [id, type] = stdout.toString('utf8').trimEnd().split(' ')
    return type === 'tree' ? id : undefined
  }

  /** The texts of files, links followed. */
  private read(paths: readonly string[]): string[] {
    const odd = paths.find((path) => path.includes('\n'))
    if (odd !== undefined) throw new EnvironmentProblem(`cannot read ${JSON.stringify(odd)} of ${this.name}: its name has a line break`)
    const { stdout } = this.run(['cat-file', '--batch', '--follow-symlinks'], paths.map((path) => `${this.commit}:${path}\n`).join(''))
    let at = 0
    return paths.map((path) => {
      const end = stdout.indexOf('\n', at)
      const [, type, size = ''] = stdout.toString('utf8', at, end).split(' ')
      if (type !== 'blob') throw new EnvironmentProblem(`cannot read ${path} of ${this.name}: it is a link that leads nowhere in it`)
      const bytes = stdout.subarray(end + 1, end + 1 + Number(size))
      at = end + 2 + Number(size)
      try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
      } catch {
        throw new EnvironmentProblem(`cannot read ${path} of ${this.name}: it is not UTF-8 text`)
      }
    })
  }

  private ask(args: readonly string[], complaint: () => string): string {
    const { status, stdout } = this.run(args)
    if (status !== 0) throw new EnvironmentProblem(complaint())
    return stdout.toString('utf8')
  }

  private run(args: readonly string[], input = ''): { readonly status: number | null; readonly stdout: Buffer } {
    const { status, stdout, error } = spawnSync('git', args, { cwd: this.directory, input, maxBuffer: 1 << 30, stdio: ['pipe', 'pipe', 'ignore'] })
    if (error !== undefined)
      throw new EnvironmentProblem(
        errorCode(error) === 'ENOENT' ? 'cannot run git, which reads revisions: is it installed?' : `cannot run git: ${reason(error)}`,
      )
    return { status, stdout }
  }
}

/** Whether the repository that a directory is in has no commit yet. */
export function hasNoCommit(directory: string): boolean {
  const ask = (...args: string[]): string => spawnSync('git', args, { cwd: directory, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).stdout ?? ''
  return ask('rev-parse', '--git-dir') !== '' && ask('rev-list', '--max-count=1', '--all') === ''
}

function isVariables(path: string): boolean {
  const [folder, name = '', ...rest] = path.split('/')
  if (!variableFolders.some((each) => each === folder) || name === '' || !isVariablesName(name)) return false
  return rest.every((step, index) => isVariablesPart(step, index < rest.length - 1))
}

/** The directories of group_vars and host_vars that a path is in. */
function parentsOf(path: string): string[] {
  const steps = path.split('/')
  return isVariables(path) ? steps.slice(2).map((_, index) => steps.slice(0, index + 2).join('/')) : []
}
