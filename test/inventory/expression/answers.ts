import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Sink } from '../../../src/diagnostics/sink.js'
import { Settler } from '../../../src/inventory/expression/settle.js'
import { Site } from '../../../src/inventory/expression/site.js'
import { FactSheets } from '../../../src/inventory/facts.js'
import { Precedence } from '../../../src/inventory/precedence.js'
import type { Node, Plain } from '../../../src/syntax/node.js'
import { resolve } from '../resolve.js'

const python = '/usr/bin/python3'

export const missing = spawnSync(python, ['-c', 'import ansible.inventory.manager']).status !== 0

export type Answer = { readonly value: Plain } | { readonly error: string }

/** An inventory for expressions to look at: a host with its groups, others for hostvars, values of every type. */
export const base = `
web: { hosts: { h2.example: { v: 2, q: "{{ n }}", w: "{{ v + 1 }}" }, 10.0.0.1: { v: 1 } } }
deep: { children: { web: , zeta: { hosts: { h9: , h3: { v: 3 } } }, alpha: { hosts: { h5: , h2.example: }, children: { sub: { hosts: { h7: , h4: } } } } } }
all:
  vars:
    n: 4
    zero: 0
    big: 12345678901234567890
    neg: -7
    f: 1.5
    g: 2.0
    s: text
    num: '12'
    csv: 'a, b,c'
    quoted: "it's \\"so\\""
    yes_text: 'yes'
    t: 'True'
    tt: true
    ff: false
    z: null
    l: [3, 1, 2]
    e: []
    ls: [b, A, a, B]
    mixed: [1, two, null, true, 2.5, [x], { k: v }]
    d: { k: 1, 'a b': two, 5: five, items: 7, deep: { er: [x, y] } }
    ld: [{ a: 1, b: { c: x } }, { a: 2, b: { c: y }, on_it: true }]
    u: !unsafe '{{ n }}'
    ns: '{{ n }}'
    nt: 'v{{ n }}'
    nl: ['{{ n }}', '{{ s }}', { k: '{{ n + 1 }}' }]
    nested: '{{ nt }}-{{ ns + 1 }}'
    bl: |
      {{ s }}
    bad: '{{ nope }}'
    round_a: '{{ round_b }}'
    round_b: '{{ round_a }}'
`

export const host = '10.0.0.1'

function inventoryOf(cases: readonly string[]): string {
  return `${base}${cases.map((text, index) => `    case${index}: ${JSON.stringify(text)}\n`).join('')}`
}

/** What the real Ansible makes of each text. */
export function ansible(cases: readonly string[]): Answer[] {
  const folder = mkdtempSync(join(tmpdir(), 'pgcompile-templates-'))
  try {
    const inventory = join(folder, 'inventory.yml')
    writeFileSync(inventory, inventoryOf(cases))
    const names = cases.map((_, index) => `case${index}`)
    const environment = { PATH: process.env.PATH, HOME: folder, LC_ALL: 'C.UTF-8', PYTHONDONTWRITEBYTECODE: '1' }
    const output = execFileSync(python, [join(import.meta.dirname, '..', 'real_templates.py')], {
      cwd: folder,
      env: environment,
      input: JSON.stringify({ inventory, host, names }),
      maxBuffer: 1 << 28,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    const answers: Record<string, Answer> = JSON.parse(output.toString())
    return names.map((name) => answers[name] ?? { error: 'no answer' })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What we make of each text, in the same form; an error is its code and message. */
export function ours(cases: readonly string[]): Answer[] {
  const { inventory } = resolve(inventoryOf(cases))
  if (inventory === undefined) throw new Error('the inventory cannot be read')
  const target = inventory.hosts.get(host)
  if (target === undefined) throw new Error('the host is not there')
  const layers = new Precedence(inventory).layers(target)
  const site = new Site(inventory, new FactSheets([], new Sink()))
  const scope = site.scope(layers, host)
  return cases.map((_, index) => {
    const [entry] = inventory.all.variables.get(`case${index}`) ?? []
    if (entry === undefined) throw new Error('the case is not there')
    const sink = new Sink()
    const settler = new Settler(entry.name, scope, sink, true)
    const settled = settler.settle(entry)
    const [found] = sink.list()
    return settler.failed ? { error: `${found?.code}: ${found?.message}` } : { value: tagged(settled.value) }
  })
}

/** Types that JSON cannot tell apart are named, as in real_templates.py. */
function tagged(node: Node): Plain {
  if (node.kind === 'sequence') return node.items.map(tagged)
  if (node.kind === 'mapping') return { map: [...node.entries.values()].map(({ name, value }) => [name, tagged(value)]) }
  if (node.type === 'int' || node.type === 'float') return { [node.type]: node.text }
  return node.value
}
