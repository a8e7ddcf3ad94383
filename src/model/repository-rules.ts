import { repository } from '../catalog/objects/repository.js'
import type { Sink } from '../diagnostics/sink.js'
import type { Fields } from '../inventory/fields.js'
import { codes } from './codes.js'

type Name = keyof typeof repository.attributes
type Repository = Fields<typeof repository.attributes>

/** Reports a passphrase that is missing and what is no size; `what` begins the messages. */
export function reportRepository(fields: Repository, what: string, sink: Sink): void {
  const cipher = fields.get('cipher_type')
  if (cipher !== undefined && cipher !== 'none' && !fields.has('cipher_pass'))
    sink.report(codes['backup-repository'], fields.where('cipher_type'), `${what}.cipher_type is ${cipher}, which needs cipher_pass, the passphrase`)
  for (const [name, attribute] of Object.entries(repository.attributes)) {
    if (attribute.type === 'size') reportSize(fields, name as Name, attribute, what, sink)
    if (attribute.type === 'path') reportPath(fields, name as Name, what, sink)
  }
}

/** pgBackRest stops at a path that is not absolute, and at an empty part of one. */
function reportPath(fields: Repository, name: Name, what: string, sink: Sink): void {
  const path = fields.get(name)
  if (!fields.has(name) || typeof path !== 'string' || /^(?!.*\/\/)\//s.test(path)) return
  sink.report(codes['backup-repository'], fields.where(name), `${what}.${name} must be a path that begins with / and has no //, not \`${path}\``)
}

function reportSize(fields: Repository, name: Name, { min, max }: { readonly min?: number; readonly max?: number }, what: string, sink: Sink): void {
  const node = fields.node(name)
  if (node?.kind !== 'scalar' || node.value === null || node.value === '' || !fields.has(name)) return
  const bytes = bytesOf(node.text)
  const limits = min === undefined || max === undefined ? '' : ` from ${sizeText(min)} to ${sizeText(max)}`
  if (bytes === undefined || bytes < (min ?? 0) || bytes > (max ?? Number.POSITIVE_INFINITY))
    sink.report(codes['backup-repository'], node.at, `${what}.${name} must be a size${limits} in bytes, KiB, MiB, GiB, TiB or PiB, not \`${node.text}\``)
}

/** Bytes of a size as pgBackRest reads it: a whole number with or without a unit, of which each is 1024 times the one before; case makes no difference. */
export function bytesOf(text: string): number | undefined {
  const match = /^([0-9]+)(?:([kmgtp])?i?b|([kmgtp]))?$/i.exec(text)
  if (match === null || /^[0-9]+ib$/i.test(text)) return undefined
  const unit = (match[2] ?? match[3] ?? '').toLowerCase()
  return Number(match[1]) * 1024 ** (unit === '' ? 0 : 'kmgtp'.indexOf(unit) + 1)
}

function sizeText(bytes: number): string {
  const power = [5, 4, 3, 2, 1].find((each) => bytes >= 1024 ** each && bytes % 1024 ** each === 0) ?? 0
  return power === 0 ? String(bytes) : `${bytes / 1024 ** power}${'KMGTP'[power - 1]}iB`
}
