import { Bug } from '../../diagnostics/invariant.js'
import { readSections, readSetting, type Sections } from './sections.js'

/**
 * A systemd unit: sections of settings in their order. The value of an Exec setting is its words, of any other its text;
 * `%%` is read as a percent sign and, in words, `$$` as a dollar sign, while specifiers and variables stay as they are written.
 */
export function readUnit(text: string): Sections<string | readonly string[]> {
  const lines = text.replaceAll('\\\n', ' ').split('\n')
  return readSections(lines, /^[#;]/, (line, number) => {
    const [key, value] = readSetting(line, number)
    return [key, key.startsWith('Exec') ? words(value, number) : value.replaceAll('%%', '%')]
  })
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

function words(value: string, number: number): string[] {
  const token = /[ \t]*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^ \t"'\\]+))(?=[ \t]|$)/sy
  const found: string[] = []
  while (token.lastIndex < value.length) {
    const match = token.exec(value)
    if (!match) throw new Bug(`line ${number} is not a command that this reader understands`)
    const raw = match[1] ?? match[2] ?? match[3] ?? ''
    const plain = raw.replace(/\\(?:x([0-9a-f]{2})|(.))/gs, (_, hex: string | undefined, sign: string) =>
      hex === undefined ? (escapes[sign] ?? sign) : String.fromCharCode(Number.parseInt(hex, 16)),
    )
    found.push(plain.replaceAll('$$', '$').replaceAll('%%', '%'))
  }
  return found
}
