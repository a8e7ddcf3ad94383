import type { Answer, Case } from '../../access/ask.js'
import { type DecidingRule, type Hop, needsOf, type Passage, type Verdict } from '../../access/passage.js'
import type { Transport } from '../../access/regions.js'
import { doorLabel } from '../../access/ways.js'
import { type Paint, plain, type Style } from '../paint.js'

const styles: Record<Verdict | 'mixed', Style> = { allowed: 'bold', denied: 'error', unknown: 'warning', mixed: 'warning' }

export const needWords = { password: 'the password', certificate: 'a client certificate', 'os-user': 'to be that OS user' } as const

interface Block {
  readonly verdict: Verdict | 'mixed'
  /** By label, the machines. */
  readonly doors: Map<string, Set<string>>
  readonly transports: Set<Transport>
  readonly lines: readonly string[]
}

/** The answers to one question as text, hop by hop. Doors, machines and states of TLS that come to the same are one. */
export function answersText(answers: readonly Answer[], paint: Paint = plain): string {
  const blocks = new Map<string, Block>()
  for (const answer of answers) {
    const { door, transport, verdict } = answer
    const lines = linesOf(answer)
    const key = JSON.stringify([door.kind, door.service?.proxy, door.port, verdict, lines])
    const block = blocks.get(key) ?? { verdict, doors: new Map(), transports: new Set(), lines }
    const hosts = block.doors.get(doorLabel(door)) ?? new Set()
    if (door.service !== undefined) hosts.add(door.host.name)
    block.doors.set(doorLabel(door), hosts)
    block.transports.add(transport)
    blocks.set(key, block)
  }
  return [...blocks.values()]
    .map(({ verdict, doors, transports, lines }) => {
      const names = [...doors].map(([label, hosts]) => `${paint('bold', label)}${hosts.size === 0 ? '' : ` at ${[...hosts].join(', ')}`}`)
      return [`${paint(styles[verdict], verdict)} through ${names.join(', ')}${transportWords([...transports])}`, ...lines.map((line) => `  ${line}`)].join(
        '\n',
      )
    })
    .join('\n')
}

function transportWords(transports: readonly Transport[]): string {
  if (transports.includes('socket')) return ', over the socket'
  return transports.length > 1 ? ', with or without TLS' : transports[0] === 'tls' ? ', with TLS' : ', without TLS'
}

/** Cases that differ only in who the primary is, at the primary, are one. */
function linesOf({ door, cases }: Answer): readonly string[] {
  const all = new Set(cases.flatMap(({ primaries }) => primaries))
  const folded = new Map<string, { readonly one: Case; readonly primaries: Set<string>; readonly lines: readonly string[] }>()
  for (const one of cases) {
    const [primary] = one.primaries
    const named = (instance: string): string =>
      instance === door.instance?.name
        ? ''
        : one.primaries.length === 1 && instance === primary && door.service !== undefined
          ? ' of the primary'
          : ` of ${instance}`
    const needs = one.passage.verdict === 'denied' ? [] : needsOf(one.passage).map((need) => needWords[need])
    const lines = [...hopLines(one.passage, door.host.address.text, named), ...(needs.length === 0 ? [] : [`the client needs ${needs.join(' and ')}`])]
    const key = JSON.stringify([one.backup, lines])
    const known = folded.get(key) ?? { one, primaries: new Set(), lines }
    for (const each of one.primaries) known.primaries.add(each)
    folded.set(key, known)
  }
  return [...folded.values()].flatMap(({ one, primaries, lines }) => {
    const conditions = [
      ...(primaries.size < all.size || (folded.size === 1 && !one.always && primaries.size < 2) ? [`while ${[...primaries].join(' or ')} is the primary`] : []),
      ...(one.backup ? ['while no other server of the service is up'] : []),
    ]
    if (folded.size === 1 && conditions.length === 0) return lines
    return [`${conditions.length === 0 ? 'always' : conditions.join(', ')}: ${one.passage.verdict}`, ...lines.map((line) => `  ${line}`)]
  })
}

/** HAProxy is worth a line only where it decides. */
export function hopLines({ hops }: Passage, proxy?: string, named: (instance: string) => string = (instance) => ` of ${instance}`): readonly string[] {
  return hops.flatMap((hop) => (hop.daemon === 'haproxy' && hop.verdict === 'allowed' ? [] : hopLine(hop, proxy, named)))
}

function hopLine({ daemon, instance, sees, verdict, method, rule, perhaps, reasons }: Hop, proxy: string | undefined, named: (instance: string) => string) {
  const seen = sees === undefined ? '' : sees === 'socket' ? ', over its socket' : sees === proxy ? ', which sees HAProxy' : `, which sees ${sees}`
  const why = reasons.length === 0 ? '' : `: ${reasons.join('; ')}`
  const how = verdict === 'allowed' && method !== undefined ? ` by ${method}` : ''
  return [
    `${daemon}${instance === undefined ? '' : named(instance)}${seen}: ${verdict}${how}${why}`,
    ...(rule === undefined ? [] : [`  ${ruleText(rule)}`]),
    ...perhaps.map((one) => `  perhaps before: ${ruleText(one)}`),
  ]
}

export function ruleText({ file, line, name, at }: DecidingRule): string {
  return `${file}:${line}  ${name}${at.source.text === '' ? ', built in' : `  ${at}`}`
}
