import { Bug } from '../../diagnostics/invariant.js'

export type Setting<V = string> = readonly [key: string, value: V]

/** A file of `[section]` lines with settings below, in the order of the file, repetitions kept. */
export type Sections<V = string> = readonly (readonly [section: string, settings: readonly Setting<V>[]])[]

/** Reads the lines of such a file; `comment` recognizes what to skip, `setting` reads any other line. */
export function readSections<V>(lines: readonly string[], comment: RegExp, setting: (line: string, number: number) => Setting<V>): Sections<V> {
  const sections: [string, Setting<V>[]][] = []
  lines.forEach((line, index) => {
    if (/^[ \t]*$/.test(line) || comment.test(line)) return
    const head = /^[ \t]*\[(.*)\][ \t]*$/s.exec(line)
    if (head) {
      sections.push([head[1] ?? '', []])
      return
    }
    const current = sections.at(-1)
    if (current === undefined) throw new Bug(`line ${index + 1} stands before any section`)
    current[1].push(setting(line, index + 1))
  })
  return sections
}

/** `key = value`, blanks around both cut. */
export function readSetting(line: string, number: number): Setting {
  const match = /^[ \t]*([^ \t=][^=]*?)[ \t]*=[ \t\v\f]*(.*)$/s.exec(line)
  if (!match) throw new Bug(`line ${number} is not a setting`)
  return [match[1] ?? '', withoutTrailingBlanks(match[2] ?? '')]
}

function withoutTrailingBlanks(text: string): string {
  let end = text.length
  while (end > 0 && ' \t\v\f'.includes(text.charAt(end - 1))) end--
  return text.slice(0, end)
}
