import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect } from 'vitest'
import type { Compiled } from '../compile.js'
import type { Sandbox } from './postgres.js'

/** Puts files of the member 10.10.10.11 below a directory of a sandbox, with the absolute paths in their text moved there as well. */
export class Installed {
  readonly root: string

  constructor(
    readonly sandbox: Sandbox,
    name: string,
    /** What stands in the files, and what takes its place beside the new root. */
    private readonly moved: Readonly<Record<string, string>> = {},
  ) {
    this.root = join(sandbox.directory, name)
    this.directory('')
  }

  at(path: string): string {
    return `${this.root}${path}`
  }

  /** Owned like the sandbox. */
  directory(path: string): void {
    mkdirSync(this.at(path), { recursive: true })
    for (let part = this.at(path); part.startsWith(this.root); part = dirname(part)) this.own(part)
  }

  put(compiled: Compiled, paths: readonly string[], host = '10.10.10.11'): void {
    for (const path of paths) {
      const mode = compiled.files.find((file) => file.host === host && file.path === path)?.mode
      this.write(path, this.move(compiled.file(host, path)), Number.parseInt(mode ?? '', 8))
    }
  }

  write(path: string, text: string, mode: number): void {
    this.directory(dirname(path))
    writeFileSync(this.at(path), text)
    chmodSync(this.at(path), mode)
    this.own(this.at(path))
    if (text.startsWith('#!/bin/bash')) expect(spawnSync('bash', ['-n', this.at(path)], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' })
  }

  /** Runs an installed script, with the programs of `bin` before all others where there are some. */
  run(path: string, args: readonly string[] = []): { status: number | null; stdout: string; stderr: string } {
    const environment = `PATH=${this.at('/stub')}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin`
    const { status, stdout, stderr } = this.sandbox.run('env', [environment, this.at(path), ...args])
    return { status, stdout, stderr }
  }

  /** A program that notes its arguments, one call a line, and does what the shell text says. */
  stub(name: string, text = ''): void {
    this.write(`/stub/${name}`, `#!/bin/bash\nprintf '%s ' ${name} "$@" >> ${this.at('/calls')}\necho >> ${this.at('/calls')}\n${text}\n`, 0o755)
  }

  private move(text: string): string {
    const places = Object.entries({ '/pg/': this.at('/pg/'), '/etc/pgbackrest/': this.at('/etc/pgbackrest/'), ...this.moved })
    return places.reduce((all, [from, to]) => all.replaceAll(from, to), text)
  }

  private own(path: string): void {
    const { uid, gid } = statSync(this.sandbox.directory)
    chownSync(path, uid, gid)
  }
}
