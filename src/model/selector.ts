import { compile, TreeInterpreter, tokenize } from '@jmespath-community/jmespath'
import { parameterNames, parameters } from '../catalog/catalog.js'
import type { Plain } from '../syntax/node.js'
import type { Member } from './context.js'

/** The members that an expression picks; or what is wrong with it, as the rest of a sentence that begins with its name. */
export type Selection = { readonly members: ReadonlySet<Member> } | { readonly problem: string }

/** A literal in backticks without inner quotes, as in the built-in selectors, is a string: JMESPath as it was before JEP-12. */
const dialect = { enable_legacy_literals: true }

/**
 * The members of one cluster as JMESPath sees them: a list of maps, by address, each with every inventory variable of the member, the
 * catalogue's defaults, and its identity. Booleans are booleans however the inventory writes them (KD-36). Expressions are evaluated once.
 */
export class Selectors {
  private readonly known = new Map<string, Selection>()
  private objects: Map<Plain, Member> | undefined

  constructor(private readonly members: readonly Member[]) {}

  select(expression: string): Selection {
    let selection = this.known.get(expression)
    if (selection === undefined) {
      selection = this.evaluate(expression)
      this.known.set(expression, selection)
    }
    return selection
  }

  private evaluate(expression: string): Selection {
    const problem = syntaxProblem(expression)
    if (problem !== undefined) return { problem }
    this.objects ??= new Map(this.members.map((member) => [objectOf(member), member]))
    const objects = this.objects
    let result: Plain
    try {
      result = TreeInterpreter.search(compile(expression, dialect), [...objects.keys()])
    } catch (error) {
      return { problem: `cannot be evaluated: ${messageOf(error)}` }
    }
    if (result === null) return { members: new Set() }
    if (!Array.isArray(result)) return { problem: `must give a list of members, and gives ${singular(result)}; \`[? condition]\` picks members` }
    const picked = new Set<Member>()
    for (const item of result) {
      const member = objects.get(item)
      if (member === undefined) return { problem: `must give members themselves, and gives a list of ${kindOf(item)}; \`[? condition]\` picks members` }
      picked.add(member)
    }
    return { members: picked }
  }
}

const defaults: Readonly<Record<string, Plain>> = Object.fromEntries(
  parameterNames.flatMap((name) => (parameters[name].default === undefined ? [] : [[name, parameters[name].default]])),
)

/** Without a prototype, so that a name like `constructor` is as absent as any other. */
function objectOf(member: Member): Plain {
  return Object.assign(Object.create(null), defaults, member.settings.variables(), {
    inventory_hostname: member.host.name,
    pg_cluster: member.clusterName,
    pg_seq: member.seq,
    pg_role: member.role,
    pg_instance: member.name,
    pg_service: `${member.clusterName}-${member.role}`,
    pg_is_primary: member.role === 'primary',
    nodename: member.host.nodename,
    node_cluster: member.host.nodeCluster,
  }) as { [key: string]: Plain }
}

/** What is wrong with the text, and at which of its characters. */
function syntaxProblem(expression: string): string | undefined {
  let tokens: ReturnType<typeof tokenize>
  try {
    tokens = tokenize(expression, dialect)
  } catch (error) {
    return `is no JMESPath expression: ${messageOf(error)}`
  }
  // The library reads `a = b` outside of a let expression as something that is always true.
  const assign = tokens.findIndex(({ type }, index) => type === 'Assign' && tokens[index - 1]?.type !== 'Variable')
  if (assign !== -1) return `is no JMESPath expression: a single = at character ${(tokens[assign]?.start ?? 0) + 1}; equality is ==`
  try {
    compile(expression, dialect)
    return undefined
  } catch {
    return `is no JMESPath expression: ${unexpected(expression, tokens)}`
  }
}

/** The library does not say where it stopped: the first token that no longer begins an expression is the place. */
function unexpected(expression: string, tokens: ReturnType<typeof tokenize>): string {
  for (const [index, token] of tokens.entries()) {
    const end = tokens[index + 1]?.start ?? expression.length
    if (begins(expression.slice(0, end))) continue
    const text = expression.slice(token.start, end).trim()
    return `unexpected ${text} at character ${token.start + 1}${token.type === 'Number' ? `; a number stands in backticks: \`${text}\`` : ''}`
  }
  return 'it ends too early'
}

function begins(text: string): boolean {
  try {
    compile(text, dialect)
    return true
  } catch (error) {
    return /\bEOF\b/.test(messageOf(error)) || error instanceof TypeError
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/^syntax(?: error)?: /i, '').replace(/\.$/, '') : 'it failed'
}

function kindOf(value: Plain): string {
  if (Array.isArray(value)) return 'lists'
  return typeof value === 'object' ? (value === null ? 'nulls' : 'maps') : `${typeof value}s`
}

function singular(value: Plain): string {
  return typeof value === 'object' ? 'a single map' : `a ${typeof value}`
}
