import { expect, test } from 'vitest'
import { Sink } from '../../src/diagnostics/sink.js'
import { diff } from '../../src/diff/diff.js'
import type { Side } from '../../src/diff/side.js'
import { findSecrets } from '../../src/inventory/secrets.js'
import { planOf } from '../../src/plan/plan.js'
import { planJson } from '../../src/report/plan/json.js'
import { planMarkdown } from '../../src/report/plan/markdown.js'
import { planText } from '../../src/report/plan/text.js'
import { unifiedText } from '../../src/report/plan/unified.js'
import { Source } from '../../src/source/source.js'
import { parseYaml } from '../../src/syntax/yaml.js'
import { asFetched, asTree, deployment, sideOf } from './sides.js'

const glues = { plain: 'x', 'with a quote': '"', 'with an apostrophe and a blank': "' ", 'with what URLs escape': '@/%' } as const

const cases = [
  ['trio', 'plain'],
  ['trio', 'with a quote'],
  ['trio', 'with an apostrophe and a blank'],
  ['trio', 'with what URLs escape'],
  ['debian', 'with a quote'],
  ['standby', 'with what URLs escape'],
] as const

/** How much of a credential gives it away. */
const telling = 8

test.each(cases)('no credential of %s is in any output: %s', { timeout: 60_000 }, (name, how) => {
  const glue = glues[how]
  const [before, after] = [marked(name, 'Alpha7', glue), marked(name, 'Bravo8', glue)]
  const secrets = [...before.secrets, ...after.secrets]
  const sides = { before: sideOf(before.text, 'old.yml'), after: sideOf(after.text, 'new.yml') }
  const half: Side = { ...sides.after, files: sides.after.files.filter((_, index) => index % 2 === 0) }
  const pairs: readonly (readonly [string, Side, Side])[] = [
    ['inventories', sides.before, sides.after],
    ['with files of one only', sides.before, half],
    ['a tree and an inventory', asTree(sides.before), sides.after],
    ['an inventory and a tree', sides.before, asTree(sides.after)],
    ['trees', asTree(sides.before), asTree(sides.after)],
    ['an inventory and what was fetched', sides.before, asFetched(sides.after)],
    ['trees, one fetched', asTree(sides.before), asFetched(sides.after)],
  ]
  for (const [what, old, now] of pairs) {
    const plan = planOf(diff(old, now))
    expect(plan.files.length, what).toBeGreaterThan(3)
    const outputs = {
      text: planText(plan),
      full: planText(plan, { full: true }),
      unified: unifiedText(plan),
      json: planJson(plan, '0'),
      markdown: planMarkdown(plan, { text: true, steps: true }),
    }
    for (const [output, content] of Object.entries(outputs))
      for (const secret of secrets)
        for (const piece of secret.split(/[^A-Za-z0-9]+/)) if (piece.length >= telling) expect(around(content, piece), `${what}, ${output}`).toBeUndefined()
    expect(outputs.full).toContain('not shown')
  }
})

function around(content: string, piece: string): string | undefined {
  const at = content.indexOf(piece)
  return at === -1 ? undefined : content.slice(Math.max(0, at - 120), at + 40)
}

/** The deployment with a marker in the place of each credential; a URL keeps its form. */
function marked(name: string, mark: string, glue: string): { readonly text: string; readonly secrets: readonly string[] } {
  const source = new Source('x.yml', deployment(name))
  const root = parseYaml(source, new Sink())
  const places = root === undefined ? [] : findSecrets(root).map(({ at, text }) => ({ at, text }))
  const secrets: string[] = []
  let { text } = source
  let until = Number.POSITIVE_INFINITY
  for (const { at, text: old } of places.sort((a, b) => b.at.start - a.at.start)) {
    if (at.end > until) continue
    until = at.start
    const secret = `${mark}q${secrets.length}Secret${glue}${mark}z${secrets.length}Hidden`
    const value = /:\/\/[^/@]*:[^@]*@/.test(old) ? old.replace(/(:\/\/[^/@:]*:)[^@]*@/, (_, head) => `${head}${encodeURIComponent(secret)}@`) : secret
    if (/^(SCRAM-SHA-256|md5[0-9a-f]{32}$)/.test(old)) continue
    text = text.slice(0, at.start) + JSON.stringify(value) + text.slice(at.end)
    secrets.push(secret)
  }
  return { text, secrets }
}
