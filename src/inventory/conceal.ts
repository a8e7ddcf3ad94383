import type { Sink } from '../diagnostics/sink.js'
import type { Node, ScalarNode } from '../syntax/node.js'
import { findSecrets, isCatalogueName, isCatalogueSecret, isCatalogueWord } from './secrets.js'

/**
 * Hides the credentials of a document: no report shows their places, no message repeats their texts. Where one stands in a file that is
 * meant for everybody, as one in a line of a crontab or an encrypted value of any parameter may, that file is no longer for everybody.
 * Returns whether something in it is encrypted.
 */
export function concealSecrets(root: Node, sink: Sink): boolean {
  const secrets = findSecrets(root)
  if (secrets.length === 0) return false
  const { open, stray } = sortOut(root, new Set(secrets))
  const hidden = (text: string): boolean => text.length >= shortest && !isCatalogueWord(text.replace(/^\W+|\W+$/g, '')) && !open.has(text)
  sink.conceal(
    secrets.map(({ at }) => at),
    secrets.flatMap(({ text }) => piecesOf(text)).filter(hidden),
    stray.flatMap(tellingParts).filter(hidden),
  )
  return secrets.some(({ encrypted }) => encrypted === true)
}

/** The shortest text that is hidden wherever a message has it: below that, words of ours would go with it. */
const shortest = 6

/**
 * A text, its lines and its words: a message may repeat a part only, or show line ends as \n. Of `Secret.Patroni` not the words alone, which messages
 * need for what they mean: a part between punctuation counts where no language has it as a word.
 */
function piecesOf(text: string): string[] {
  return [text.trim(), ...text.split(/\s+/), ...text.split(/[^A-Za-z0-9_]+/).filter((part) => /\d/.test(part) || part.length > longestOwnWord)]
}

/** Length of the longest word that our messages might have, generously. */
const longestOwnWord = 20

/** The password in a URL, and the value in `password=value`. */
const inner = /:\/\/[^\s/@]*:([^\s@]+)@|(?:password|passwd|passphrase|secret|token)\s*[=:]\s*([^\s'"]+)/gi

/** What of a credential shows that a file holds it, as it is and in a form that no quoting changes. */
function tellingParts({ at, text, encrypted }: ScalarNode): string[] {
  const parts = [...text.matchAll(inner)].map(([, url, value]) => url ?? value ?? '')
  // Of a file that is encrypted as a whole only what looks like a credential: it may hold the names of all hosts.
  const whole = encrypted || (parts.length === 0 && !at.source.sealed) ? [text.trim()] : []
  return [...whole, ...parts].flatMap((part) => [part, longestWord(part)])
}

function longestWord(text: string): string {
  return text.split(/[^A-Za-z0-9]+/).reduce((longest, word) => (word.length > longest.length ? word : longest), '')
}

/**
 * Texts that are in the document in clear, too, and the credentials that stand anywhere else than where the catalogue wants one. What a variable that
 * nobody knows holds is no text in clear: more likely somebody wrote a credential down a second time.
 */
function sortOut(root: Node, secrets: ReadonlySet<Node>): { readonly open: ReadonlySet<string>; readonly stray: readonly ScalarNode[] } {
  const open = new Set<string>()
  const stray = new Set<ScalarNode>()
  // An anchor's node stands in many places.
  const seen = new Map<Node, number>()
  const visit = (node: Node, expected: boolean, known: boolean): void => {
    const way = expected ? (known ? 1 : 2) : known ? 4 : 8
    const before = seen.get(node) ?? 0
    if ((before & way) !== 0) return
    seen.set(node, before | way)
    if (node.kind === 'sequence') for (const item of node.items) visit(item, expected, known)
    else if (node.kind === 'mapping')
      for (const { name, key, value } of node.entries.values()) {
        if (!secrets.has(key)) open.add(name)
        visit(value, isCatalogueSecret(name), known || isCatalogueName(name))
      }
    else if (secrets.has(node)) {
      if (!expected) stray.add(node)
    } else if (known) open.add(node.text)
  }
  visit(root, false, false)
  return { open, stray: [...stray] }
}
