import { yaml } from '@codemirror/lang-yaml'
import { StreamLanguage, type StringStream } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { artifacts } from '../../artifacts/artifacts.js'

const formats = new Map(artifacts.map(({ id, format }) => [id, format]))

/** Colours for the text of an artifact. */
export function languageOf(artifact: string | undefined): Extension {
  const format = artifact === undefined ? undefined : formats.get(artifact)
  switch (format) {
    case 'yaml':
    case 'json':
      return yaml()
    case 'sql':
      return sql
    case 'script':
    case 'shell':
      return shell
    case 'text':
    case undefined:
      return []
    default:
      return settings
  }
}

/** What the formats of daemons have in common: comments, sections, and a name or a word of command in front. */
const settings = lines({ comment: /^[#;].*/, word: /^[\w.*@/:-]+/, key: /^\s*[\w.*-]+(?=\s*=)|^\s*[A-Za-z][\w.-]*(?=\s|$)/ })
const shell = lines({
  comment: /^#.*/,
  word: /^[\w./-]+/,
  keyword: /^(?:if|then|else|elif|fi|for|in|do|done|while|case|esac|function|exit|return|set|local|export)$/,
})
const sql = lines({ comment: /^--.*/, word: /^\w+/, keyword: /^[A-Z]{2,}$/ })

interface Words {
  readonly comment: RegExp
  readonly word: RegExp
  /** At the beginning of a line. */
  readonly key?: RegExp
  /** A word that is one. */
  readonly keyword?: RegExp
}

function lines({ comment, word, key, keyword }: Words): Extension {
  return StreamLanguage.define({
    token(stream: StringStream): string | null {
      if (stream.sol() && key !== undefined) {
        if (stream.match(/^\[[^\]]*\]/)) return 'heading'
        if (stream.match(key)) return 'propertyName'
      }
      if (stream.eatSpace()) return null
      const before = stream.pos === 0 ? ' ' : stream.string.charAt(stream.pos - 1)
      if (/[\s;]/.test(before) && stream.match(comment)) return 'comment'
      if (stream.match(/^'(?:[^']|'')*'|^"(?:[^"\\]|\\.)*"/)) return 'string'
      if (/[\s=,(:]/.test(before) && stream.match(/^-?\d+(?:\.\d+)?(?:[kMG]?B|ms|s|min|h|d|m|%)?(?![\w./:])/)) return 'number'
      if (stream.match(/^\$\{?\w+\}?/)) return 'variableName'
      const found = stream.match(word)
      if (Array.isArray(found)) return keyword?.test(found[0]) ? 'keyword' : null
      stream.next()
      return null
    },
  })
}
