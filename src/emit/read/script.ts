import { Bug } from '../../diagnostics/invariant.js'
import { readShell } from './shell.js'

/** The values of a shell script: variable to value, from its lines `readonly name=value`. What the script does with them is the template's own text. */
export function readScript(text: string): Readonly<Record<string, string>> {
  const lines = text.split('\n').filter((line) => line.startsWith('readonly '))
  return Object.fromEntries(readShell(lines.join('\n')).map(([, ...assignments], index) => readAssignment(assignments, index)))
}

function readAssignment(words: readonly string[], index: number): [string, string] {
  const match = /^([a-z_][a-z0-9_]*)=(.*)$/s.exec(words.length === 1 ? (words[0] ?? '') : '')
  if (match === null) throw new Bug(`value ${index + 1} of the script is not one assignment`)
  return [match[1] ?? '', match[2] ?? '']
}
