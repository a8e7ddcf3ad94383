import { rangesText } from '../../access/networks.js'
import { needsOf } from '../../access/passage.js'
import type { Found, FoundWay } from '../../access/search.js'
import { type Paint, plain } from '../paint.js'
import { hopLines, needWords } from './answer.js'

/** What a search found, as text: the exact sets, each with one connection of it. */
export function foundText(found: readonly Found[], paint: Paint = plain): string {
  if (found.length === 0) return 'nobody\n'
  return `${found.map((one) => [`${paint('bold', one.users.join(', '))} -> ${one.databases.join(', ')} of ${one.cluster}`, ...one.ways.flatMap((way) => wayLines(way, paint))].join('\n')).join('\n')}\n`
}

function wayLines({ verdict, transports, from, doors, witness }: FoundWay, paint: Paint): readonly string[] {
  const tls = transports.includes('socket')
    ? ''
    : transports.length > 1
      ? ', with or without TLS'
      : transports[0] === 'tls'
        ? ', with TLS only'
        : ', without TLS only'
  const { passage, user, database } = witness
  const origin = witness.from === undefined ? 'over the socket' : `from ${witness.from.text}`
  const needs = needsOf(passage).map((need) => needWords[need])
  return [
    `  ${verdict === 'unknown' ? paint('warning', 'perhaps ') : ''}${from === undefined ? 'over the socket' : `from ${rangesText(from)}`}${tls}`,
    `    through ${doors.join(', ')}`,
    `    such as ${user} to ${database} ${origin} through ${witness.door}${needs.length === 0 ? '' : `, with ${needs.join(' and ')}`}`,
    ...hopLines(passage).map((line) => `      ${line}`),
  ]
}
