import { haproxyServer } from '../catalog/objects/haproxy-server.js'
import { haproxyService } from '../catalog/objects/haproxy-service.js'
import type { Sink } from '../diagnostics/sink.js'
import { readObject } from '../inventory/fields.js'
import type { Span } from '../source/span.js'
import { endpoint, parseAddress } from '../syntax/address.js'
import type { Node } from '../syntax/node.js'
import { bindAddress } from './bind.js'
import { codes } from './codes.js'
import { isRecordName } from './dns.js'
import { balanceWords, haproxySections, haproxyWords, serverWords, type Words } from './haproxy-words.js'

/** An item of haproxy_services: any other TCP or HTTP service of the machine. */
export interface FreeService {
  /** Name of the proxy and of its file. */
  readonly name: string
  readonly at: Span
  /** `*` or an IP literal. */
  readonly address: string
  readonly port: number
  readonly portAt: Span
  readonly mode: string
  readonly maxConnections: number
  readonly balance: readonly string[]
  /** Further lines of the section, in words. */
  readonly lines: readonly (readonly string[])[]
  /** The words after `default-server`. */
  readonly defaultServer: readonly string[]
  readonly servers: readonly FreeServer[]
}

export interface FreeServer {
  readonly name: string
  readonly endpoint: string
  /** 0 to 255. */
  readonly weight?: number
  readonly backup: boolean
  /** The words after that. */
  readonly options: readonly string[]
}

const nameForm = /^[A-Za-z0-9_:-][A-Za-z0-9_.:-]{0,62}$/

/** Reads one item; `what` names it in messages. Undefined where it cannot become a proxy. */
export function readFreeService(node: Node, what: string, sink: Sink): FreeService | undefined {
  const fields = readObject(haproxyService, node, what, sink)
  if (fields === undefined) return undefined
  const refuse = (name: keyof typeof haproxyService.attributes, message: string): undefined => {
    sink.report(codes['balancer-service'], fields.where(name), `${what}.${name} ${message}`)
    return undefined
  }
  const wordsOf = (name: 'balance' | 'default', read: (text: string) => Words): readonly string[] => {
    const words = read(fields.get(name))
    if ('problem' in words) refuse(name, words.problem)
    return 'words' in words ? words.words : []
  }
  const [name, port] = [fields.get('name'), fields.get('port')]
  if (name !== undefined && !nameForm.test(name))
    refuse('name', `must hold only letters, digits and - _ . :, at most 63 of them, and not begin with a dot, not \`${name}\``)
  const address = bindAddress(fields.get('ip'))
  if (address === undefined) refuse('ip', `must be * or an IP address, not \`${fields.get('ip')}\``)
  if (fields.get('maxconn') < 1) refuse('maxconn', `must be at least 1, not ${fields.get('maxconn')}`)
  const balance = wordsOf('balance', balanceWords)
  const defaultServer = wordsOf('default', serverWords)
  const lines = itemsOf(fields.node('options')).flatMap((item, index) => readLine(item, `${what}.options[${index}]`, sink) ?? [])
  const servers = itemsOf(fields.node('servers')).flatMap((item, index) => readServer(item, `${what}.servers[${index}]`, sink) ?? [])
  reportDoubles(servers, what, sink)
  if (name === undefined || port === undefined || address === undefined) return undefined
  return {
    name,
    at: fields.at,
    address,
    port,
    portAt: fields.where('port'),
    mode: fields.get('protocol'),
    maxConnections: fields.get('maxconn'),
    balance,
    lines,
    defaultServer,
    servers: servers.map(({ server }) => server),
  }
}

function itemsOf(node: Node | undefined): readonly Node[] {
  if (node?.kind === 'sequence') return node.items
  return node === undefined || (node.kind === 'scalar' && node.type === 'null') ? [] : [node]
}

function readLine(node: Node, what: string, sink: Sink): [readonly string[]] | undefined {
  const words: Words =
    node.kind !== 'scalar'
      ? { problem: 'must be one line of text' }
      : /[\n\r\0]/.test(node.text)
        ? { problem: 'must be one line: give each directive an item of its own' }
        : lineWords(node.text)
  if ('words' in words) return words.words.length === 0 ? undefined : [words.words]
  sink.report(codes['balancer-service'], node.at, `${what} ${words.problem}`)
  return undefined
}

/** A line that begins with the word of another section would end this one, and one with a dot is for HAProxy's own preprocessor (.if, .alert). */
function lineWords(text: string): Words {
  const read = haproxyWords(text)
  const [first = ''] = 'words' in read ? read.words : []
  if (first.startsWith('.')) return { problem: `must not begin with ${first}: conditions belong to the whole file, which pgcompile writes` }
  return haproxySections.has(first) ? { problem: `must not begin with ${first}, which begins a section of its own` } : read
}

function readServer(node: Node, what: string, sink: Sink): { server: FreeServer; at: Span } | undefined {
  const fields = readObject(haproxyServer, node, what, sink)
  if (fields === undefined) return undefined
  const [name, ip, port, weight] = [fields.get('name'), fields.get('ip'), fields.get('port'), fields.get('weight')]
  if (name !== undefined && !nameForm.test(name))
    sink.report(codes['balancer-service'], fields.where('name'), `${what}.name must hold only letters, digits and - _ . :, at most 63 of them, not \`${name}\``)
  const literal = ip === undefined || ip === '*' ? undefined : parseAddress(bindAddress(ip) ?? ip)
  if (ip !== undefined && literal === undefined && !isRecordName(ip))
    sink.report(codes['balancer-service'], fields.where('ip'), `${what}.ip must be an IP address or a host name, not \`${ip}\``)
  const options = serverWords(fields.get('options'))
  if ('problem' in options) sink.report(codes['balancer-service'], fields.where('options'), `${what}.options ${options.problem}`)
  if (name === undefined || ip === undefined || port === undefined || !('words' in options)) return undefined
  return {
    server: {
      name,
      endpoint: literal === undefined ? `${ip}:${port}` : endpoint(literal, port),
      ...(weight === undefined ? {} : { weight }),
      backup: fields.get('backup'),
      options: options.words,
    },
    at: fields.at,
  }
}

function reportDoubles(servers: readonly { server: FreeServer; at: Span }[], what: string, sink: Sink): void {
  const seen = new Map<string, Span>()
  for (const { server, at } of servers) {
    const first = seen.get(server.name)
    if (first === undefined) seen.set(server.name, at)
    else
      sink.report(codes['balancer-service'], at, `${what} has two servers called ${server.name}: HAProxy wants a name for each`, {
        related: [{ at: first, message: 'the other one' }],
      })
  }
}
