import type { LogFormat } from './log-format.js'

/*
 * Pieces of programs in Vector's remap language. Its compiler demands that every error that a function can have is handled, and that no other is:
 * parse_*, to_int and to_float can fail, to_string cannot on what a pattern captured.
 */

/** A string of the language. Whatever could mean something to it, to YAML or to Vector's expansion of variables is written by its number. */
export function vrlString(text: string): string {
  return `"${[...text].map((sign) => (/[A-Za-z0-9 ._:/,@+-]/.test(sign) ? sign : `\\u{${sign.codePointAt(0)?.toString(16)}}`)).join('')}"`
}

/** A regular expression of the language; older versions know named groups in one spelling only. */
export function vrlPattern(pattern: string): string {
  return `r'${pattern.replaceAll('(?<', '(?P<').replaceAll("'", '\\x27')}'`
}

/** Puts the level that the word in variable `word` stands for into variable `level`. */
export function levelOf({ levels, otherwise }: Pick<LogFormat, 'levels' | 'otherwise'>): string {
  const byLevel = new Map<string, string[]>()
  for (const [word, level] of Object.entries(levels)) byLevel.set(level, [...(byLevel.get(level) ?? []), word])
  const branches = [...byLevel].map(([level, words]) => `if ${words.map((word) => `word == ${vrlString(word)}`).join(' || ')} { level = ${vrlString(level)} }`)
  return [`level = ${vrlString(otherwise)}`, branches.join(' else ')].join('\n')
}

/** Who an event is from: the labels that join it with the metrics of the same instance or host. */
export interface Origin {
  readonly job: string
  readonly cluster: string
  readonly instance: string
  readonly address: string
}

/** A new event in place of the one that was read: origin, level and message from the variables, and `further` entries, each `"name": expression`. */
export function eventOf({ job, cluster, instance, address }: Origin, further: readonly string[] = []): string {
  const entries = [
    `"job": ${vrlString(job)}`,
    `"cls": ${vrlString(cluster)}`,
    `"ins": ${vrlString(instance)}`,
    `"ip": ${vrlString(address)}`,
    '"_time": time',
    '"level": level',
    '"message": message',
    ...further,
  ]
  return `. = {\n  ${entries.join(',\n  ')}\n}`
}

/** The longest message that is kept, in characters. */
export const messageLimit = 8192
