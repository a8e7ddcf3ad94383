import type { ScalarNode } from '../syntax/node.js'
import { isCatalogueWord } from './secrets.js'

/** The shortest text that is hidden wherever a message has it: below that, words of ours would go with it. */
const shortest = 6

/**
 * A text, its lines and its words, as far as they are to be hidden: a message may repeat a part only, or show line ends as \n. Of `Secret.Patroni` not the
 * words alone, which messages need for what they mean: a part between punctuation counts where no language has it as a word.
 */
export function piecesOf(text: string): string[] {
  return [text.trim(), ...text.split(/\s+/), ...text.split(/[^A-Za-z0-9_]+/).filter((part) => /\d/.test(part) || part.length > longestOwnWord)].filter(
    isTelling,
  )
}

/** Length of the longest word that our messages might have, generously. */
const longestOwnWord = 20

/** The password in a URL, and the value in `password=value`. */
const inner = /:\/\/[^\s/@]*:([^\s@]+)@|(?:password|passwd|passphrase|secret|token)\s*[=:]\s*([^\s'"]+)/gi

/** What of a credential shows that a file holds it, as it is and in a form that no quoting changes. */
export function tellingParts({ at, text, encrypted }: ScalarNode): string[] {
  const parts = [...text.matchAll(inner)].map(([, url, value]) => url ?? value ?? '')
  // Of a file that is encrypted as a whole only what looks like a credential: it may hold the names of all hosts.
  const whole = encrypted || (parts.length === 0 && !at.source.sealed) ? [text.trim()] : []
  return [...whole, ...parts].flatMap((part) => [part, longestWord(part)]).filter(isTelling)
}

function longestWord(text: string): string {
  return text.split(/[^A-Za-z0-9]+/).reduce((longest, word) => (word.length > longest.length ? word : longest), '')
}

/** Whether it is more than a word that anybody might use. */
function isTelling(text: string): boolean {
  return text.length >= shortest && !isCatalogueWord(text.replace(/^\W+|\W+$/g, ''))
}
