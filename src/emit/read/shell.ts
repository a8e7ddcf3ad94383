import { Bug } from '../../diagnostics/invariant.js'

/**
 * The words of every line that is neither empty nor a comment. Quotes are taken away as the shell does; what it would expand
 * (`$HOME`, `$(command)`) stays as it is written.
 */
export function readShell(text: string): readonly (readonly string[])[] {
  return text.split('\n').flatMap((line, index) => {
    const found = /^\s*(#|$)/.test(line) ? [] : words(line.trim(), index + 1)
    return found.length === 0 ? [] : [found]
  })
}

function words(line: string, number: number): string[] {
  const token = /[ \t]*((?:'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[^ \t'"\\])+)(?=[ \t]|$)/sy
  const found: string[] = []
  while (token.lastIndex < line.length) {
    const word = token.exec(line)?.[1]
    if (word === undefined) throw new Bug(`line ${number} has a quote without its end`)
    found.push(word.replace(/'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/gs, (_, single?: string, double?: string, sign?: string) => single ?? double ?? sign ?? ''))
  }
  return found
}
