import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import type { EmittedFile } from '../../src/emit/emit.js'
import { manifest } from '../../src/emit/manifest.js'
import { writeTree } from '../../src/node/write-tree.js'
import { compileValid, minimal } from '../compile.js'

/** The member whose files are installed. */
export const host = '10.10.10.11'

/** A small cluster without TLS, whose certificates no test machine has. `pgbouncer` is a line about pools, `proxy` one about HAProxy. */
export function inventory({ pgbouncer = '', proxy = '' } = {}): string {
  return minimal({ cluster: `pg_users: [{ name: app, password: Secret.App, pgbouncer: true }]\nnode_cpu: 2\n${pgbouncer}\n${proxy}` })
}

const privileged = userInfo().uid === 0
const group = execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim()

/** Only root may give files away, and to users that the machine has: all but root's are the daemon's. */
function owned(file: EmittedFile): EmittedFile {
  if (!privileged) return { ...file, owner: userInfo().username, group }
  return { ...file, owner: file.owner === 'root' ? 'root' : 'daemon', group: file.group === 'root' ? 'root' : 'daemon' }
}

/** A directory with what pgcompile wrote (`out`), a host's root (`root`), and programs that note their calls (`bin`). */
export class Site {
  readonly folder = mkdtempSync(join(tmpdir(), 'pgcompile-examples-'))
  readonly out = join(this.folder, 'out')
  readonly root = join(this.folder, 'root')
  private readonly bin = join(this.folder, 'bin')
  private readonly notes = join(this.folder, 'calls')
  files: readonly EmittedFile[] = []

  constructor() {
    mkdirSync(this.bin)
    mkdirSync(this.root)
    this.program('systemctl', '')
  }

  /** Writes what an inventory compiles to, each file as a test wants it, or without it. */
  compile(text: string, change: (file: EmittedFile) => EmittedFile | [] = (file) => file): void {
    const files = compileValid(text).files.map(owned).flatMap(change)
    this.files = files.filter((file) => file.host === host)
    writeTree(this.out, files, manifest(files))
  }

  /** A program that notes its name and arguments, then runs the shell text. */
  program(name: string, text: string): void {
    const path = join(this.bin, name)
    writeFileSync(path, `#!/bin/sh\necho "${name} $*" >>'${this.notes}'\n${text}\n`)
    chmodSync(path, 0o755)
  }

  /** What the programs noted since the last time, sorted. */
  calls(): string[] {
    const lines = existsSync(this.notes) ? readFileSync(this.notes, 'utf8').trim().split('\n') : []
    rmSync(this.notes, { force: true })
    return lines.sort()
  }

  get environment(): NodeJS.ProcessEnv {
    return { PATH: `${this.bin}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin`, HOME: this.folder, LC_ALL: 'C.UTF-8', TMPDIR: this.folder }
  }

  /** The server's data directory, initialised. */
  initialise(): void {
    mkdirSync(join(this.root, 'pg/data'), { recursive: true })
    writeFileSync(join(this.root, 'pg/data/PG_VERSION'), '17\n')
  }

  /** Path -> mode, owner and text of each of these files that is installed. */
  installed(paths: readonly string[] = this.files.map(({ path }) => path)): Record<string, string> {
    const places = paths.filter((path) => existsSync(join(this.root, path)))
    const owners = execFileSync('stat', ['-c', '%04a %U %G', ...places.map((path) => join(this.root, path))], { encoding: 'utf8' }).split('\n')
    return Object.fromEntries(places.map((path, index) => [path, `${owners[index]} ${readFileSync(join(this.root, path), 'utf8')}`]))
  }

  /** The same of what should be there. */
  wanted(): Record<string, string> {
    return Object.fromEntries(this.files.map(({ path, mode, owner, group, text }) => [path, `${mode} ${owner} ${group} ${text}`]))
  }

  /** Replaces the text of an installed file, as somebody would by hand. */
  edit(path: string, text: string): void {
    writeFileSync(join(this.root, path), text)
  }

  inode(path: string): number {
    return statSync(join(this.root, path)).ino
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
