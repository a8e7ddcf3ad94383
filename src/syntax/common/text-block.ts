import { blank, type Cursor, leave, lineFeed } from './cursor.js'

const [dash, greater, pipe] = [45, 62, 124]

export function opensTextBlock(code: number): boolean {
  return code === pipe || code === greater
}

/**
 * `|`, `|-`, `>` or `>-` that begins at this place, with the lines below it, which are indented deeper than `parent`: what it says, and where its last line
 * ends. Then at the next line that says something.
 */
export function readTextBlock(cursor: Cursor, parent: number): { readonly text: string; readonly end: number } {
  const { text } = cursor
  const folds = cursor.code === greater
  const strips = text.charCodeAt(cursor.at + 1) === dash
  cursor.at += strips ? 2 : 1
  if (cursor.code !== lineFeed) leave()
  cursor.at++
  const indent = indentAt(text, cursor.at)
  if (indent <= parent) leave()
  let said = ''
  let end = cursor.at
  for (let gap = 0; cursor.at < text.length; ) {
    const own = indentAt(text, cursor.at)
    const lineEnd = text.indexOf('\n', cursor.at)
    if (lineEnd === -1) leave()
    if (lineEnd === cursor.at + own) {
      if (own > 0) leave()
      gap++
    } else if (own >= indent) {
      // Lines that are indented deeper are not folded.
      if (folds && own > indent) leave()
      if (said !== '') said += folds && gap === 0 ? ' ' : '\n'.repeat(folds ? gap : gap + 1)
      said += text.slice(cursor.at + indent, lineEnd)
      gap = 0
      end = lineEnd + 1
    } else break
    cursor.at = lineEnd + 1
  }
  cursor.toContent()
  return { text: strips ? said : `${said}\n`, end }
}

function indentAt(text: string, lineStart: number): number {
  let at = lineStart
  while (text.charCodeAt(at) === blank) at++
  return at - lineStart
}
