import { Bug } from '../../diagnostics/invariant.js'

/** userlist.txt: user and secret of each line. */
export function readUserlist(text: string): readonly (readonly [user: string, secret: string])[] {
  return text.split('\n').flatMap((line, index) => {
    if (line === '' || line.startsWith(';')) return []
    const match = /^"((?:[^"]|"")*)" "((?:[^"]|"")*)"$/.exec(line)
    if (!match) throw new Bug(`line ${index + 1} is not a pair of quoted fields`)
    return [[(match[1] ?? '').replaceAll('""', '"'), (match[2] ?? '').replaceAll('""', '"')] as const]
  })
}
