import { parameterNames, parameters } from '../catalog/catalog.js'
import { platformDefaultNames } from '../compat/platforms.js'
import type { Plain } from '../syntax/node.js'
import type { Member } from './context.js'

const defaults: Readonly<Record<string, Plain>> = Object.fromEntries(
  parameterNames.flatMap((name) => (parameters[name].default === undefined ? [] : [[name, parameters[name].default]])),
)

/** Who a member is, by the names that expressions have for it. */
function identity(member: Member): Readonly<Record<string, Plain>> {
  return {
    inventory_hostname: member.host.name,
    pg_cluster: member.clusterName,
    pg_seq: member.seq,
    pg_role: member.role,
    pg_instance: member.name,
    pg_service: `${member.clusterName}-${member.role}`,
    pg_is_primary: member.role === 'primary',
    nodename: member.host.nodename,
    node_cluster: member.host.nodeCluster,
  }
}

export function identityOf(member: Member): Plain[] {
  return Object.values(identity(member))
}

/** A member as an expression sees it. */
export interface View {
  /** What is looked at is noted as read. */
  readonly variable: (name: string) => Plain | undefined
  readonly all: () => { [key: string]: Plain }
}

/** A variable is looked up when an expression asks for it, all of them only where one asks for all. */
export function viewOf(member: Member): View {
  const { settings } = member
  let own: Readonly<Record<string, Plain>> | undefined
  return {
    variable: (name) => {
      settings.note(name)
      own ??= identity(member)
      if (Object.hasOwn(own, name)) return own[name]
      const given = settings.variable(name)
      if (given !== undefined) return given
      return isOfPlatform(name) ? settings.peek(name) : Object.hasOwn(defaults, name) ? defaults[name] : undefined
    },
    all: () => ({
      ...defaults,
      ...Object.fromEntries(platformDefaultNames.map((name) => [name, settings.peek(name)])),
      ...settings.variables(),
      ...identity(member),
    }),
  }
}

function isOfPlatform(name: string): name is (typeof platformDefaultNames)[number] {
  return platformDefaultNames.some((each) => each === name)
}

/** Without a prototype, so that a name like `constructor` is as absent as any other. `look` is told what is looked at; no name stands for all. */
export function objectOf({ variable, all }: View, look: (name?: string, value?: Plain) => void): Plain {
  let whole = false
  const fill = (target: { [key: string]: Plain }): { [key: string]: Plain } => {
    look()
    if (!whole) Object.assign(target, all())
    whole = true
    return target
  }
  return new Proxy<{ [key: string]: Plain }>(Object.create(null), {
    get(target, name) {
      if (typeof name === 'symbol') return undefined
      const value = variable(name)
      look(name, value)
      return whole ? target[name] : value
    },
    ownKeys: (target) => Reflect.ownKeys(fill(target)),
    getOwnPropertyDescriptor: (target, name) => Reflect.getOwnPropertyDescriptor(fill(target), name),
    has: (target, name) => Reflect.has(fill(target), name),
  })
}
