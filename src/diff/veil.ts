import { mask, masker } from '../diagnostics/mask.js'
import { guessSecrets } from '../inventory/guess.js'
import { credential, isCatalogueWord, isSecretName } from '../inventory/secrets.js'

/** Decides what of the files of two sides no report may show: by the credentials that the inventories hold, by name, and by look. */
export class Veil {
  private readonly without: (text: string) => string
  private readonly parts: readonly string[]

  /** `words`: the texts of known credentials. */
  constructor(private readonly words: Iterable<string>) {
    const known = new Set([...words].flatMap((word) => [word, ...word.split(/\s*\n\s*/)]))
    this.without = masker(known)
    this.parts = [...new Set([...known].map(tellingPart))].filter((part) => part !== '')
  }

  /** Whether a key of a file names a credential: as the catalogue or a daemon spells it, `repo1-s3-key`, `secureJsonData`. */
  names(key: string): boolean {
    return isSecretName(key) || isSecretName(key.replace(/^[a-z]+\d+-/, '').replaceAll('-', '_')) || /secure|insecure-password|basic_?auth/i.test(key)
  }

  /** The same with more credentials: also words of them are hidden, since a text may break them over its lines. */
  with(credentials: readonly string[]): Veil {
    const pieces = credentials.flatMap((text) => [text, ...text.split(/\s+/).filter((piece) => piece.length >= 6)])
    return pieces.length === 0 ? this : new Veil([...this.words, ...pieces])
  }

  /** Whether a text holds a credential or a part of one. */
  hides(text: string): boolean {
    return credential.test(text) || this.parts.some((part) => text.includes(part)) || this.without(text) !== text || guessSecrets(text).length > 0
  }

  /** A text of one line, or the lines of several, for a report: where it holds a credential only its first word stays, and that only as a name. */
  show(text: string): string {
    return text
      .split('\n')
      .map((line) => (this.hides(line) ? covered(line) : line))
      .join('\n')
  }
}

/** What is left of a line that holds a credential: its indentation and the name in front of it, if there is one. */
export function covered(line: string): string {
  return `${/^\s*(?:- )?(?:[A-Za-z][\w.-]*\s*[:=] ?(?=.))?/.exec(line)?.[0] ?? ''}${mask}`
}

/** The longest word of a credential, which no quoting changes; empty where that is a word that files have anyway. */
function tellingPart(text: string): string {
  const part = text.split(/[^A-Za-z0-9]+/).reduce((longest, word) => (word.length > longest.length ? word : longest), '')
  return part.length < 6 || isCatalogueWord(part) || /^[a-z]+$/.test(part) ? '' : part
}
