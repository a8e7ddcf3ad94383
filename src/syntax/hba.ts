import { type Address, bitsOf, type Network, parseAddress, parseNetwork } from './address.js'
import { type HbaColumn, type HbaElement, type HbaProblem, splitHbaLine } from './hba-columns.js'
import { methodMisfit, missingOption, optionMisfit } from './hba-methods.js'

export const hbaTypes = ['local', 'host', 'hostssl', 'hostnossl', 'hostgssenc', 'hostnogssenc'] as const
export type HbaType = (typeof hbaTypes)[number]

/**
 * One element of a column of databases or users: a word with a meaning of its own (all, replication ...), one name, every member of a
 * role, what a file lists, or the names that a regular expression matches.
 */
export type HbaToken =
  | { readonly keyword: string }
  | { readonly name: string }
  | { readonly group: string }
  | { readonly file: string }
  | { readonly pattern: string }

/** Where a client may come from. A host name that begins with a dot stands for all names that end so. */
export type HbaAddress = { readonly network: Network } | { readonly keyword: 'all' | 'samehost' | 'samenet' } | { readonly hostName: string }

/** One line that may decide about a connection. */
export interface HbaRecord {
  readonly type: HbaType
  readonly databases: readonly HbaToken[]
  readonly users: readonly HbaToken[]
  /** Absent exactly where the type is local. */
  readonly address?: HbaAddress
  readonly method: string
  readonly options: readonly (readonly [name: string, value: string])[]
}

/** A line that stands for the lines of other files. */
export interface HbaInclude {
  readonly directive: 'include' | 'include_if_exists' | 'include_dir'
  readonly path: string
}

export type HbaEntry = HbaRecord | HbaInclude

/** Where each column of a record stands in its line. */
export type HbaPlaces = Readonly<Record<'type' | 'databases' | 'users' | 'address' | 'method', { readonly from: number; readonly to: number }>>

export type HbaReading = { readonly entry: HbaEntry; readonly places: HbaPlaces } | { readonly problem: HbaProblem }

/** Whether an entry is a record, not an include. */
export function isHbaRecord(entry: HbaEntry): entry is HbaRecord {
  return 'type' in entry
}

/**
 * Reads one line of pg_hba.conf; undefined where it is blank or only a comment. Refuses what every release of PostgreSQL refuses, and a few
 * things that are certainly mistakes: an open quote, an empty element, a netmask with holes, an address with an octet too large.
 */
export function readHbaLine(text: string): HbaReading | undefined {
  if (text.endsWith('\\'))
    return { problem: { from: text.length - 1, to: text.length, reason: 'a backslash at its end joins a line with the next one: remove it' } }
  const columns = splitHbaLine(text)
  if ('reason' in columns) return { problem: columns }
  return columns.length === 0 ? undefined : new LineReader(text, columns).read()
}

const databaseWords = ['all', 'sameuser', 'samerole', 'samegroup', 'replication']
const userWords = ['all']

/** The token that an element of a column of databases or users stands for. A regular expression stays one in quotes. */
export function tokenOf({ text, quoted }: Pick<HbaElement, 'text' | 'quoted'>, column: 'databases' | 'users'): HbaToken {
  if (text.length > 1 && text.startsWith('/')) return { pattern: text.slice(1) }
  if (quoted) return { name: text }
  if (text.length > 1 && text.startsWith('@')) return { file: text.slice(1) }
  if ((column === 'databases' ? databaseWords : userWords).includes(text)) return { keyword: text }
  return column === 'users' && text.length > 1 && text.startsWith('+') ? { group: text.slice(1) } : { name: text }
}

class Refusal extends Error {
  constructor(readonly problem: HbaProblem) {
    super(problem.reason)
  }
}

class LineReader {
  private next = 0

  constructor(
    private readonly text: string,
    private readonly columns: readonly HbaColumn[],
  ) {}

  read(): HbaReading {
    try {
      return this.entry()
    } catch (error) {
      if (error instanceof Refusal) return { problem: error.problem }
      throw error
    }
  }

  private entry(): HbaReading {
    const first = this.single('type')
    const type = hbaTypes.find((known) => known === first.text)
    if (first.text === 'include' || first.text === 'include_if_exists' || first.text === 'include_dir')
      return { entry: { directive: first.text, path: this.single('file to include').text }, places: placesOf(this.columns) }
    if (type === undefined) this.refuse(first, `a line begins with its type, one of ${hbaTypes.join(', ')}, not with ${first.text}`)
    const databases = this.column('databases').elements.map((element) => tokenOf(element, 'databases'))
    const users = this.column('users').elements.map((element) => tokenOf(element, 'users'))
    const address = type === 'local' ? undefined : this.address()
    const method = this.single('method')
    const places = placesOf(this.columns, method)
    const misfit = methodMisfit({ type, method: method.text })
    if (misfit !== undefined) this.refuse(method, misfit)
    const record = { type, databases, users, ...(address === undefined ? {} : { address }), method: method.text, options: this.options(type, method.text) }
    const missing = missingOption(record)
    if (missing !== undefined) this.refuse(method, `method ${method.text} needs the option ${missing}`)
    return { entry: record, places }
  }

  private options(type: HbaType, method: string): [string, string][] {
    return this.columns.slice(this.next).map((column) => {
      // The comma has no meaning among the options: radiusservers takes a list.
      const text = column.elements.map((element) => element.text).join(',')
      const equals = text.indexOf('=')
      if (equals < 1) this.refuse(column, `after the method come options of the form name=value, not ${text}`)
      const option: [string, string] = [text.slice(0, equals), text.slice(equals + 1)]
      const misfit = optionMisfit({ type, method }, ...option)
      if (misfit !== undefined) this.refuse(column, misfit)
      return option
    })
  }

  private address(): HbaAddress {
    const element = this.single('address')
    const { text } = element
    if (!element.quoted && (text === 'all' || text === 'samehost' || text === 'samenet')) return { keyword: text }
    const bare = parseAddress(text)
    if (bare !== undefined) return { network: { address: bare, prefixLength: this.mask(bare) } }
    const network = parseNetwork(text)
    if (network !== undefined) return { network }
    if (!/^\.?[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$/.test(text) || /^[0-9.]+$/.test(text))
      this.refuse(element, `an address is a CIDR such as 10.0.0.0/8, an address and a netmask, all, samehost, samenet or a host name, not ${text}`)
    return { hostName: text }
  }

  private mask({ family }: Address): number {
    const element = this.single('netmask (or write the address as CIDR)')
    const mask = parseAddress(element.text)
    const length = mask?.family === family ? prefixLengthOf(mask) : undefined
    if (length === undefined)
      this.refuse(
        element,
        `an address without prefix length is followed by its netmask, and ${element.text} is none: write the address as CIDR, with /${bitsOf(family)} for one host`,
      )
    return length
  }

  private single(what: string): HbaElement {
    const column = this.column(what)
    const [element] = column.elements
    if (element === undefined || column.elements.length > 1) this.refuse(column, `the ${what} is one word, not a list`)
    return element
  }

  private column(what: string): HbaColumn {
    const column = this.columns[this.next++]
    if (column === undefined) this.refuse({ from: this.text.length, to: this.text.length }, `the line ends before its ${what}`)
    return column
  }

  private refuse(place: { readonly from: number; readonly to: number }, reason: string): never {
    throw new Refusal({ from: place.from, to: place.to, reason })
  }
}

function placesOf(columns: readonly HbaColumn[], method?: HbaElement): HbaPlaces {
  const nowhere = { from: 0, to: 0 }
  const [type = nowhere, databases = nowhere, users = nowhere, address = nowhere] = columns
  return { type, databases, users, address, method: method ?? nowhere }
}

/** Bits of a netmask: ones, then zeros. */
function prefixLengthOf({ family, number }: Address): number | undefined {
  const bits = number.toString(2).padStart(bitsOf(family), '0')
  return /^1*0*$/.test(bits) ? bits.lastIndexOf('1') + 1 : undefined
}
