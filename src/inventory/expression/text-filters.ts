import { base64 } from '../../source/base64.js'
import { attributeOf, type Filter, given, integer, isGiven, itemsOf, textGiven } from './filter.js'
import { json } from './json.js'
import { pythonText } from './repr.js'
import { requireLength } from './size.js'
import { failure, unknown } from './trouble.js'
import { defined, Kept, kindOf, textIn, truth, Undefined, type Value } from './value.js'

/** What Python takes for blank at the ends of a text. */
const blanks = '\\s\\x1c-\\x1f\\x85'

/** Filters that give a text, or take one. */
export const textFilters: Readonly<Record<string, Filter>> = {
  string: { takes: [], run: (of, { place }) => new Kept(pythonText(of, place)) },
  lower: { takes: [], run: (of, { place }) => pythonText(of, place).toLowerCase() },
  upper: { takes: [], run: (of, { place }) => pythonText(of, place).toUpperCase() },
  trim: {
    takes: ['chars'],
    run: (of, use) => {
      const given = textGiven(use, 'chars')
      if (given === '') return pythonText(of, use.place)
      return trimmed(pythonText(of, use.place), given)
    },
  },
  replace: {
    takes: ['old', 'new', 'count'],
    run: (of, use) => {
      const [old, by] = [use.argument('old'), use.argument('new')]
      if (old === undefined || by === undefined) throw failure(use.place, '`replace` wants what to replace, and by what')
      const [text, from, to] = [pythonText(of, use.place), pythonText(old, use.place), pythonText(by, use.place)]
      if (from === '') throw unknown(use.place, 'replacing an empty text is not evaluated')
      const count = use.argument('count') === null ? -1n : integer(use, 'count', -1n)
      const parts = text.split(from)
      const replaced = count < 0n ? parts.length : Math.min(parts.length, Number(count) + 1)
      requireLength(text.length + (Math.min(replaced, parts.length) - 1) * (to.length - from.length), use.place)
      return [parts.slice(0, replaced).join(to), ...parts.slice(replaced)].join(from)
    },
  },
  split: {
    takes: ['sep', 'maxsplit'],
    run: (of, use) => {
      const text = textIn(defined(of))
      if (text === undefined) throw failure(use.place, `only a text can be split, and not ${kindOf(of)}`)
      const [separator, most] = [textGiven(use, 'sep'), integer(use, 'maxsplit', -1n)]
      if (separator === '') throw failure(use.place, 'a text cannot be split at an empty one')
      if (separator === undefined && most >= 0n) throw unknown(use.place, '`maxsplit` is evaluated with a separator only')
      if (separator === undefined) return text.split(new RegExp(`[${blanks}]+`, 'u')).filter((word) => word !== '')
      const parts = text.split(separator)
      const kept = most < 0n ? parts.length : Number(most)
      return parts.length <= kept ? parts : [...parts.slice(0, kept), parts.slice(kept).join(separator)]
    },
  },
  join: {
    takes: ['d', 'attribute'],
    run: (of, use) => {
      const items = itemsOf(of, use.place).map((item) => pythonText(attributeOf(item, use.argument('attribute'), use.place), use.place))
      const separator = pythonText(given(use, 'd', ''), use.place)
      requireLength(
        items.reduce((length, item) => length + item.length + separator.length, 0),
        use.place,
      )
      return items.join(separator)
    },
  },
  quote: { takes: [], run: (of, { place }) => shellWord(of === null ? '' : pythonText(of, place)) },
  to_json: { takes: [], run: (of, { place }) => new Kept(json(of, place)) },
  b64encode: {
    takes: [],
    run: (of, { place }) => {
      const text = typeof of === 'bigint' ? String(of) : textIn(defined(of))
      if (text === undefined) throw unknown(place, `\`b64encode\` is evaluated for texts, not for ${kindOf(of)}`)
      return base64(new TextEncoder().encode(text))
    },
  },
  bool: {
    takes: [],
    run: (of) => {
      const value = defined(of)
      if (value === null || typeof value === 'boolean') return value
      return ['yes', 'on', '1', 'true'].includes(textIn(value)?.toLowerCase() ?? '') || value === 1n || value === 1
    },
  },
  ternary: {
    takes: ['true_val', 'false_val', 'none_val'],
    run: (of, use) => {
      const [yes, no, none] = ['true_val', 'false_val', 'none_val'].map(use.argument)
      if (yes === undefined || no === undefined) throw failure(use.place, '`ternary` wants two values')
      if (of === null && none !== undefined && none !== null) return none
      return truth(of) ? yes : no
    },
  },
  default: {
    takes: ['default_value', 'boolean'],
    lenient: true,
    run: (of, use) => (of instanceof Undefined || (isGiven(use, 'boolean') && !truth(of)) ? given(use, 'default_value', '') : of),
  },
}

/** Without the characters of a set at its ends; without blanks where there is no set. A byte order mark is no blank. */
function trimmed(text: string, set: string | undefined): string {
  const goes = set === undefined ? new RegExp(`^(?!\\ufeff)[${blanks}]$`, 'u') : new Set(set)
  const characters = [...text]
  const stays = (character: string): boolean => (goes instanceof Set ? !goes.has(character) : !goes.test(character))
  const from = characters.findIndex(stays)
  return from === -1 ? '' : characters.slice(from, characters.findLastIndex(stays) + 1).join('')
}

function shellWord(text: string): Value {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`
}
