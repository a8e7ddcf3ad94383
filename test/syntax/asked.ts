import { spawnSync } from 'node:child_process'

const python = '/usr/bin/python3'

/** Whether Python has a module. */
export function hasModule(name: string): boolean {
  return spawnSync(python, ['-c', `import ${name}`]).status === 0
}

/** What a Python function makes of each text; `code` defines `answer(text)`, whose results JSON can hold. */
export function askPython(code: string, texts: readonly string[]): unknown[] {
  const program = `import json, sys, warnings\nwarnings.simplefilter('ignore')\n${code}\njson.dump([answer(text) for text in json.load(sys.stdin)], sys.stdout)`
  const { stdout, stderr } = spawnSync(python, ['-c', program], { input: JSON.stringify(texts), encoding: 'utf8', maxBuffer: 1 << 26 })
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout)
}
