import type { ObjectName } from '../catalog/object.js'
import { objects } from '../catalog/objects.js'
import type { Impact, Parameter } from '../catalog/parameter.js'
import type { Shape } from '../catalog/shape.js'

/** What a value may be, in a few words: `integer from 20, or auto`. */
export function typeText(shape: Shape & { readonly unit?: string }): string {
  const unit = shape.unit === undefined ? '' : `, in ${units[shape.unit] ?? shape.unit}`
  return `${noun(shape)}${range(shape)}${unit}`
}

/** What there is to say about a parameter beside its meaning, by label. */
export function parameterFacts(parameter: Parameter): readonly (readonly [string, string])[] {
  const { level, impact, former, requiredIf } = parameter
  return [
    ['Value', typeText(parameter)],
    ['Default', requiredIf === undefined ? defaultText(parameter) : `none; required where ${requiredIf} is true`],
    ['Level', levelText[level]],
    ['A change needs', impactText(impact)],
    ...(former === undefined ? [] : [['Former names', former.join(', ')] as const]),
  ]
}

function defaultText({ default: value, required }: Parameter): string {
  if (value === undefined) return required ? 'none; required' : 'none'
  return typeof value === 'string' && value !== '' ? value : JSON.stringify(value)
}

/** What a change needs on a running system: `reload haproxy, restart pgbouncer (how)`. */
export function impactText(impact: readonly Impact[]): string {
  return impact.map(({ action, service, how }) => `${act(action, service)}${how === undefined ? '' : ` (${how})`}`).join(', ')
}

/** Where a parameter is usually set. */
const levelText: Readonly<Record<Parameter['level'], string>> = {
  global: 'the whole deployment',
  cluster: 'a cluster',
  instance: 'one instance or host',
}

const units: Readonly<Record<string, string>> = { B: 'bytes', d: 'days', h: 'hours', min: 'minutes', ms: 'milliseconds', s: 'seconds', MB: 'MB' }

const nouns: Partial<Record<Shape['type'], string>> = {
  bool: 'true or false',
  int: 'integer',
  float: 'number',
  'auto-int': '`auto` or integer',
  username: 'user name',
  csv: 'comma-separated text or list',
  ip: 'IP address',
  cidr: 'IP address with prefix length',
  url: 'URL',
  jmespath: 'JMESPath expression',
  'yes-no': 'y or n',
  string: 'text',
  path: 'path',
}

const others = { word: 'another word', port: 'a port', ip: 'an IP address', cidr: 'an IP address or range' }

function noun(shape: Shape): string {
  if (shape.values !== undefined) {
    const open = shape.open === undefined ? [] : [others[shape.open]]
    return `one of ${[...shape.values, ...open].join(', ')}`
  }
  if (shape.type === 'list') return `list of ${itemText(shape)}`
  if (shape.type === 'map') return `map of ${itemText(shape)}`
  return nouns[shape.type] ?? shape.type
}

function itemText({ items = 'scalar' }: Shape): string {
  if (items === 'string') return 'texts'
  if (items === 'cidr') return 'address ranges'
  return isObject(items) ? `objects: ${objects[items].title}` : 'values'
}

function isObject(name: string): name is ObjectName {
  return Object.hasOwn(objects, name)
}

function range({ min, max, type }: Shape): string {
  if (type === 'port') return ' from 1 to 65535'
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`
  if (min !== undefined) return ` from ${min}`
  return max === undefined ? '' : ` up to ${max}`
}

function act(action: Impact['action'], service: string | undefined): string {
  if (action !== 'none') return service === undefined ? action : `${action} ${service}`
  return service === undefined ? 'nothing to restart' : `nothing for ${service}`
}
