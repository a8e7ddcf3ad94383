import { leave } from '../../syntax/common/cursor.js'
import type { Form, Maker } from '../../syntax/common/maker.js'
import { readCommon } from '../../syntax/common/read.js'

/** YAML 1.1 takes these for no text, in any case of letters; the last, by mistake, some readers only. */
const typed = /^(?:y|n|yes|no|on|off|true|false|null|e\d+)$/i

const integer = /^-?(?:0|[1-9]\d{0,14})$/
const decimal = /^-?(?:0|[1-9]\d{0,14})\.\d{1,15}(?:e[+-]\d{1,2})?$/
const bare = /^[A-Za-z_/][\w/.-]*$/

/**
 * A document that reads alike in every YAML, and fast: what pgcompile prints. Its scalars without quotes are words, numbers, true, false and null.
 * Undefined for any other text, also for one that is no YAML.
 */
export function readPlainYaml(text: string): object | undefined {
  const read = readCommon(text, new PlainMaker())
  return typeof read === 'object' && read !== null ? read : undefined
}

type Fields = Record<string, unknown>

class PlainMaker implements Maker<unknown, Fields> {
  scalar(text: string, form: Form): unknown {
    if (form !== 'plain') return text
    // Digits and the minus come before all letters.
    if (text.charCodeAt(0) < 58 && (integer.test(text) || decimal.test(text))) return Number(text)
    if (bare.test(text) && !typed.test(text)) return text
    if (text === 'true') return true
    if (text === 'false') return false
    return text === 'null' || text === '' ? null : leave()
  }

  sequence(items: unknown[]): unknown {
    return items
  }

  pairs(): Fields {
    return {}
  }

  put(fields: Fields, key: unknown, value: unknown): void {
    if (typeof key !== 'string' || Object.hasOwn(fields, key) || key === '__proto__') leave()
    fields[key] = value
  }

  merge(): void {
    leave()
  }

  mapping(fields: Fields): unknown {
    return fields
  }
}
