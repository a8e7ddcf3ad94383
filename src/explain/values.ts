import { isParameter, parameters } from '../catalog/catalog.js'
import { isSecretName } from '../inventory/secrets.js'
import type { Definition } from '../inventory/settings.js'
import { type Node, toPlain } from '../syntax/node.js'
import type { Cause } from './cause.js'
import { follow, type ObjectPath } from './path.js'
import { isProblem, type Problem } from './problem.js'
import type { Bearer } from './subject.js'
import type { ShownDefinition, ShownValue } from './value.js'

interface Held {
  readonly shown: ShownValue
  /** The cause that gives the value; absent of ports and directories that follow from others. */
  readonly cause: Cause | undefined
}

/** Whether a value is, or holds, a credential of the inventory. */
export type HoldsSecret = (node: Node) => boolean

/** The effective values of a parameter, or of a part of it: those who have the same one from the same place share an entry. */
export function valuesOf(bearers: readonly Bearer[], path: ObjectPath, causes: readonly Cause[], holdsSecret: HoldsSecret): readonly Held[] | Problem {
  const held = new Map<string, Held>()
  for (const bearer of bearers) {
    const one = heldBy(bearer, path, causes, holdsSecret)
    if (isProblem(one)) return one
    const { of: _, ...rest } = one.shown
    const key = JSON.stringify([rest, one.cause?.label], (name, value: unknown) => (name === 'at' ? String(value) : value))
    const before = held.get(key)
    held.set(key, before === undefined ? one : { ...before, shown: { ...before.shown, of: [...before.shown.of, bearer.name] } })
  }
  return [...held.values()]
}

function heldBy({ name: bearer, host, settings }: Bearer, { name, steps }: ObjectPath, causes: readonly Cause[], holdsSecret: HoldsSecret): Held | Problem {
  const definitions = settings.definitions(name)
  const [first] = definitions
  const whole = causes.find((cause) =>
    first === undefined ? cause.kind !== 'definition' && (cause.host ?? host) === host : cause.kind === 'definition' && cause.node === first.entry.value,
  )
  const cause = whole === undefined ? undefined : follow(whole, steps)
  if (cause !== undefined && isProblem(cause)) return cause
  const secret = cause?.secret ?? isSecretName(name)
  const node = steps.length > 0 ? cause?.node : settings.node(name)
  const hidden = secret || (node !== undefined && holdsSecret(node))
  const value = steps.length > 0 ? cause?.value : isParameter(name) ? settings.peek(name) : node === undefined ? cause?.value : toPlain(node)
  const standard = isParameter(name) && steps.length === 0 && !secret ? parameters[name].default : undefined
  return {
    cause,
    shown: {
      of: [bearer],
      ...(hidden || value === undefined ? {} : { value }),
      secret: hidden,
      definitions:
        steps.length > 0
          ? definitions.slice(0, 1).map((each) => shownDefinition(each, cause?.node, secret, holdsSecret))
          : definitions.map((each) => shownDefinition(each, undefined, secret, holdsSecret)),
      ...(standard === undefined ? {} : { default: standard }),
    },
  }
}

function shownDefinition({ layer, entry }: Definition, part: Node | undefined, secret: boolean, holdsSecret: HoldsSecret): ShownDefinition {
  const node = part ?? entry.value
  const hidden = secret || holdsSecret(node)
  return { level: layer.kind, of: layer.name, at: node.at, ...(hidden ? {} : { value: toPlain(node) }), secret: hidden }
}
