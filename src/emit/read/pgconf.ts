import { Bug } from '../../diagnostics/invariant.js'
import type { Setting } from './sections.js'

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

/** PostgreSQL settings: name and value of each line, in order. */
export function readPgconf(text: string): readonly Setting[] {
  return text.split('\n').flatMap((line, index) => {
    if (/^[ \t]*(#|$)/.test(line)) return []
    const match = /^[ \t]*([A-Za-z_][\w$]*(?:\.[A-Za-z_][\w$]*)?)[ \t]*=?[ \t]*(?:'((?:[^'\\]|\\.|'')*)'|([\w.:+-]+))[ \t]*(?:#.*)?$/s.exec(line)
    if (!match) throw new Bug(`line ${index + 1} is not a PostgreSQL setting`)
    const [, name = '', quoted, bare = ''] = match
    return [[name, quoted === undefined ? bare : unescaped(quoted)] as const]
  })
}

function unescaped(text: string): string {
  return text.replace(/''|\\([0-7]{1,3})|\\(.)/gs, (_, octal: string | undefined, sign: string | undefined) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8))
    return sign === undefined ? "'" : (escapes[sign] ?? sign)
  })
}
