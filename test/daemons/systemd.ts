import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'

const manager = '/usr/lib/systemd/systemd'
const folder = '/usr/lib/x86_64-linux-gnu/systemd'
const library = existsSync(folder) ? readdirSync(folder).find((name) => /^libsystemd-shared-.*\.so$/.test(name)) : undefined

export const hasEnvironmentReader = library !== undefined && existsSync('/usr/bin/python3')

/** systemd's own reader is a function of its private library; Python's ctypes can call it without a systemd that runs. */
const reading = `
import ctypes, json, os, sys
load = ctypes.CDLL(sys.argv[1]).load_env_file
found = []
for index in range(int(sys.argv[3])):
    entries = ctypes.POINTER(ctypes.c_char_p)()
    status = load(None, os.path.join(sys.argv[2], str(index)).encode(), ctypes.byref(entries))
    texts = []
    while status >= 0 and entries and entries[len(texts)] is not None:
        texts.append(entries[len(texts)].decode())
    found.append([status, texts])
print(json.dumps(found))`

/** The variables that systemd reads in each of these environment files. */
export function environmentsOf(texts: readonly string[]): Record<string, string>[] {
  const directory = mkdtempSync(join(tmpdir(), 'pgcompile-environments-'))
  try {
    texts.forEach((text, index) => {
      writeFileSync(join(directory, String(index)), text)
    })
    const args = ['-c', reading, join(folder, library ?? ''), directory, String(texts.length)]
    const { stdout, stderr } = spawnSync('/usr/bin/python3', args, { encoding: 'utf8', maxBuffer: 1 << 28 })
    expect(stderr).toBe('')
    const found: [status: number, entries: string[]][] = JSON.parse(stdout)
    return found.map(([status, entries]) => {
      expect(status).toBeGreaterThanOrEqual(0)
      return Object.fromEntries(entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]))
    })
  } finally {
    rmSync(directory, { recursive: true })
  }
}

export const hasManager = existsSync(manager) && existsSync('/usr/bin/setpriv') && process.getuid?.() === 0

/** What systemd says when it has loaded units: of each, by its file's name, the values of every line `Name: value`; and what it complains about. */
export interface LoadedUnits {
  readonly units: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>
  readonly complaints: readonly string[]
}

/** Loads units in a manager that starts nothing, as `systemd --test`, which root may not run. */
export function loadUnits(units: ReadonlyMap<string, string>): LoadedUnits {
  const directory = mkdtempSync(join(tmpdir(), 'pgcompile-units-'))
  try {
    chmodSync(directory, 0o755)
    for (const [name, text] of units) writeFileSync(join(directory, name), text)
    writeFileSync(join(directory, 'every.target'), `[Unit]\n${[...units.keys()].map((name) => `Wants=${name}\n`).join('')}`)
    const environment = ['env', `SYSTEMD_UNIT_PATH=${directory}:`, `HOME=${directory}`, `XDG_RUNTIME_DIR=${directory}`, 'LC_ALL=C.UTF-8']
    const command = [...environment, manager, '--test', '--system', '--unit=every.target']
    const { stdout, stderr } = spawnSync('setpriv', ['--reuid=nobody', '--regid=nogroup', '--clear-groups', ...command], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    })
    const own = (line: string): boolean => [...units.keys()].some((name) => line.includes(name))
    return {
      units: blocksOf(stdout, units),
      complaints: stderr.split('\n').filter((line) => line.startsWith(directory) || (own(line) && /ignor|fail|bad/i.test(line))),
    }
  } finally {
    rmSync(directory, { recursive: true })
  }
}

function blocksOf(text: string, units: ReadonlyMap<string, string>): Map<string, Map<string, string[]>> {
  const found = new Map<string, Map<string, string[]>>()
  for (const block of text.split(/^\t*-> Unit (?=\S+:$)/m).slice(1)) {
    const [name = ''] = block.split(':\n')
    if (!units.has(name) || found.has(name)) continue
    const fields = new Map<string, string[]>()
    for (const line of block.split('\n').slice(1)) {
      const match = /^\t+([^:]+): (.*)$/.exec(line)
      if (match?.[1] !== undefined) fields.set(match[1], [...(fields.get(match[1]) ?? []), match[2] ?? ''])
    }
    found.set(name, fields)
  }
  return found
}
