import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Debian's, which has the packages that Patroni brings. */
const python = '/usr/bin/python3'

export const hasPython = existsSync(python) && spawnSync(python, ['-c', 'import yaml, psycopg2'], { encoding: 'utf8' }).status === 0

/** What a program prints as JSON, when it has read `input` as JSON from its standard input. Texts go as ASCII. */
export function askPython(program: string, input: unknown): unknown {
  const { status, stdout, stderr } = spawnSync(python, ['-c', program], { input: JSON.stringify(input), encoding: 'utf8', maxBuffer: 1 << 28 })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}
