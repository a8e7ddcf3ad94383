import { readdirSync, readFileSync } from 'node:fs'
import { Sink } from '../../src/diagnostics/sink.js'
import { isSecretName } from '../../src/inventory/secrets.js'
import { Source } from '../../src/source/source.js'
import { type Plain, toPlain } from '../../src/syntax/node.js'
import { parseYaml } from '../../src/syntax/yaml.js'

/** How every credential of a seed begins. */
const canary = 'cAnArY'

const words = new RegExp(`${canary}\\d+x\\.Secret`, 'g')

/** An inventory that mutations begin with. */
export interface Seed {
  readonly text: string
  readonly plain: Plain
}

/** The smallest inventories that trigger one finding, and their corrected twins: together they touch every check. */
export const small: readonly Seed[] = seedsIn('fixtures/checks')

export const deployments: readonly Seed[] = seedsIn('fixtures/deployments')

function seedsIn(folder: string): Seed[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yml'))
    .sort()
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8'))
    .map((text) => ({ text, plain: marked(plainOf(text)) }))
}

function plainOf(text: string): Plain {
  const root = parseYaml(new Source('seed.yml', text), new Sink())
  return root === undefined ? null : toPlain(root)
}

/** The same with a word of its own for every credential, to see whether a report shows one. */
function marked(seed: Plain): Plain {
  let count = 0
  const visit = (value: Plain, secret: boolean): Plain => {
    if (Array.isArray(value)) return value.map((item) => visit(item, secret))
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, visit(item, secret || isSecretName(key))]))
    return secret && typeof value === 'string' && value !== '' && !/\{\{|^\$ANSIBLE/.test(value) ? `${canary}${++count}x.Secret` : value
  }
  return visit(seed, false)
}

/** The credentials of an inventory that stand nowhere but where the name says that there is one. */
export function hiddenIn(root: Plain): Set<string> {
  const hidden = new Set<string>()
  const open = new Set<string>()
  const visit = (value: Plain, secret: boolean): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, secret)
    else if (typeof value === 'object' && value !== null)
      for (const [key, item] of Object.entries(value)) {
        for (const [word] of key.matchAll(words)) open.add(word)
        visit(item, secret || isSecretName(key))
      }
    else if (typeof value === 'string') for (const [word] of value.matchAll(words)) (secret && word === value ? hidden : open).add(word)
  }
  visit(root, false)
  for (const word of open) hidden.delete(word)
  return hidden
}
