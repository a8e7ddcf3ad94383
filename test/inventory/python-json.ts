import type { Node, ScalarNode } from '../../src/syntax/node.js'

/** The text of a value as Python's json module prints it, keys sorted and indented by four, with what JavaScript's numbers cannot tell: 1.0 from 1. */
export function pythonJson(value: Node | ReadonlyMap<string, Node>, indent = ''): string {
  const deeper = `${indent}    `
  if ('kind' in value) {
    if (value.kind === 'scalar') return scalar(value)
    if (value.kind === 'sequence')
      return block(
        '[',
        value.items.map((item) => pythonJson(item, deeper)),
        ']',
        indent,
      )
    return pythonJson(new Map([...value.entries.values()].map((entry) => [keyText(entry.key), entry.value])), indent)
  }
  const pairs = [...value].sort(([a], [b]) => (a < b ? -1 : 1))
  return block(
    '{',
    pairs.map(([name, node]) => `${text(name)}: ${pythonJson(node, deeper)}`),
    '}',
    indent,
  )
}

function block(opening: string, items: readonly string[], closing: string, indent: string): string {
  return items.length === 0 ? opening + closing : `${opening}\n${items.map((item) => `${indent}    ${item}`).join(',\n')}\n${indent}${closing}`
}

function scalar({ value, type }: ScalarNode): string {
  if (type === 'float') return float(Number(value))
  return typeof value === 'string' && type !== 'int' ? text(value) : String(value)
}

function keyText(key: ScalarNode): string {
  return key.type === 'string' || key.type === 'date' ? String(key.value) : scalar(key)
}

/** Python keeps DEL and separators of lines as they are. */
function text(value: string): string {
  return JSON.stringify(value)
}

/** As Python's repr: the shortest digits, with an exponent below 1e-4 and from 1e16. */
function float(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity'
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0'
  const [digits = '', exponent = '0'] = value.toExponential().split('e')
  const power = Number(exponent)
  if (power < -4 || power >= 16) return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
  const plain = String(value)
  return plain.includes('.') ? plain : `${plain}.0`
}
