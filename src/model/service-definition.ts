import { service } from '../catalog/objects/service.js'
import type { Sink } from '../diagnostics/sink.js'
import { type Fields, readObject } from '../inventory/fields.js'
import type { Settings } from '../inventory/settings.js'
import type { Span } from '../source/span.js'
import type { Node } from '../syntax/node.js'
import { partOf } from '../syntax/part.js'
import { bindAddress } from './bind.js'
import { codes } from './codes.js'
import { balanceWords, serverWords, type Words } from './haproxy-words.js'
import type { Parts } from './parts.js'

/** An item of pg_default_services or pg_services that HAProxy could read; `what` names it in messages: pg_services[2]. */
export interface ServiceDefinition {
  readonly what: string
  readonly at: Span
  /** Whether it is one of the services that every cluster has: an item of pg_default_services. */
  readonly usual: boolean
  readonly name: string
  /** `*` or an IP literal. */
  readonly address: string
  readonly port: number
  readonly portAt: Span
  readonly selector: Expression
  readonly backup?: Expression
  /** default, postgres, pgbouncer or a port. */
  readonly dest: string | number
  readonly destAt: Span
  readonly check: string
  readonly maxConnections: number
  readonly balance: readonly string[]
  /** The words after `default-server`, where the definition gives them itself. */
  readonly defaultServer?: readonly string[]
}

export interface Expression {
  readonly text: string
  readonly at: Span
  /** The place of a piece of the text. */
  readonly part: (from: number, to: number) => Span
}

type ServiceFields = Fields<typeof service.attributes>

/** Reads the lists of service definitions; hosts that share a list share what was read of it. */
export class ServiceDefinitions {
  constructor(
    private readonly sink: Sink,
    private readonly parts: Parts,
  ) {}

  /** The definitions that act on an instance: pg_default_services, then pg_services; of two with one name the later stands, at its own place. */
  of(settings: Settings): readonly ServiceDefinition[] {
    const byName = new Map<string, ServiceDefinition>()
    for (const definition of [...this.list('pg_default_services', settings), ...this.list('pg_services', settings)]) byName.set(definition.name, definition)
    return [...byName.values()]
  }

  private list(parameter: 'pg_default_services' | 'pg_services', settings: Settings): readonly ServiceDefinition[] {
    return this.parts.ofNode(parameter, settings.list(parameter), this.sink, () => {
      const read = settings.items(parameter).flatMap((item, index) => this.read(`${parameter}[${index}]`, item, parameter === 'pg_default_services') ?? [])
      this.reportRepeated(read)
      return read
    })
  }

  private read(what: string, node: Node, usual: boolean): ServiceDefinition | undefined {
    const fields = readObject(service, node, what, this.sink)
    if (fields === undefined) return undefined
    const address = bindAddress(fields.get('ip'))
    if (address === undefined) this.refuse(fields, 'ip', `${what}.ip must be * or an IP address, not \`${fields.get('ip')}\``)
    const check = fields.get('check')
    if (/\s/.test(check)) this.refuse(fields, 'check', `${what}.check must be a path without blanks, not \`${check}\``)
    const maxConnections = fields.get('maxconn')
    if (maxConnections < 1) this.refuse(fields, 'maxconn', `${what}.maxconn must be at least 1, not ${maxConnections}`)
    const balance = this.words(fields, 'balance', what, balanceWords)
    const defaultServer = this.words(fields, 'options', what, serverWords)
    const selector = expression(fields, 'selector')
    const backup = expression(fields, 'backup')
    const [name, port] = [fields.get('name'), fields.get('port')]
    if (name === undefined || port === undefined || selector === undefined || address === undefined || balance === undefined) return undefined
    return {
      what,
      at: fields.at,
      usual,
      name,
      address,
      port,
      portAt: fields.where('port'),
      selector,
      ...(backup === undefined ? {} : { backup }),
      dest: fields.get('dest'),
      destAt: fields.where('dest'),
      check,
      maxConnections,
      balance,
      ...(defaultServer === undefined || defaultServer.length === 0 ? {} : { defaultServer }),
    }
  }

  private words(fields: ServiceFields, name: 'balance' | 'options', what: string, read: (text: string) => Words): readonly string[] | undefined {
    const words = read(fields.get(name) ?? '')
    if ('words' in words) return words.words
    this.refuse(fields, name, `${what}.${name} ${words.problem}`)
    return undefined
  }

  private refuse(fields: ServiceFields, name: keyof typeof service.attributes, message: string): void {
    this.sink.report(codes['service-attribute'], fields.where(name), message)
  }

  private reportRepeated(list: readonly ServiceDefinition[]): void {
    const seen = new Map<string, ServiceDefinition>()
    for (const definition of list) {
      const first = seen.get(definition.name)
      if (first !== undefined)
        this.sink.report(
          codes['service-repeated'],
          definition.at,
          `${definition.what} has the name of ${first.what}, \`${definition.name}\`, and replaces it`,
          {
            related: [{ at: first.at, message: 'this definition has no effect' }],
          },
        )
      seen.set(definition.name, definition)
    }
  }
}

function expression(fields: ServiceFields, name: 'selector' | 'backup'): Expression | undefined {
  const text = fields.get(name)
  if (text === undefined || text === '') return undefined
  const at = fields.where(name)
  const node = fields.node(name)
  return { text, at, part: (from, to) => (node?.kind === 'scalar' ? partOf(node, from, to) : at) }
}
