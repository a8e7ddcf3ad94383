import { parameters } from '../catalog/catalog.js'
import { objects } from '../catalog/objects.js'
import type { Entry, Node, ScalarNode } from '../syntax/node.js'

interface Described {
  readonly type: string
  readonly secret?: true
  readonly values?: readonly string[]
  readonly default?: unknown
}

/** Everything that the catalogue describes, and what of it is one credential; a map or list that holds some has attributes of its own. */
const described = [parameters, ...Object.values(objects).map(({ attributes }) => attributes)].flatMap((table) =>
  Object.entries<Described>(table).map(([name, { type, secret, values = [], default: usual }]) => ({
    name,
    words: typeof usual === 'string' && !secret ? [usual, ...values] : values,
    secret: secret && type !== 'map' && type !== 'list',
  })),
)
const names: ReadonlySet<string> = new Set(described.map(({ name }) => name))
const words: ReadonlySet<string> = new Set(described.flatMap((entry) => entry.words))
const secretNames: ReadonlySet<string> = new Set(described.filter(({ secret }) => secret).map(({ name }) => name))

/** Other names that say what they hold: a misspelt `pg_admin_pasword`, a setting of a daemon. */
const telling =
  /passw|passphrase|passwd|pasword|(^|_)(pass|pwd)$|secret|token|credential|(^|_)(private|access|api|cipher|encryption|auth)_?key|conninfo|(^|_)dsn/i

/** A URL with a password, a verifier that a server takes for one, a private key. */
export const credential = /:\/\/[^\s/@]*:[^\s@]*@|SCRAM-SHA-256\$|\bmd5[0-9a-f]{32}\b|-----BEGIN /i

/** A connection string or a command with a password in it. */
const assignment = /(password|passwd|passphrase|secret|token)\s*[=:]/i

/** Whether a parameter, attribute or setting of this name holds a credential. */
export function isSecretName(name: string): boolean {
  return secretNames.has(name) || (!names.has(name) && telling.test(name))
}

/** Whether the catalogue itself knows it for a credential, so that each file which holds it says so. */
export function isCatalogueSecret(name: string): boolean {
  return secretNames.has(name)
}

/** Whether it is the name of a parameter or attribute. */
export function isCatalogueName(name: string): boolean {
  return names.has(name)
}

/** Words of messages and files that say nothing of a credential: names, the words of the catalogue, defaults that are no secrets. */
export function isCatalogueWord(text: string): boolean {
  return names.has(text) || words.has(text)
}

/**
 * Whether a slip made a credential a part of a key: `{ password:@ x }`, or, without a colon of its own, what follows the comma of a text
 * that should be quoted, as in `{ password: a,b }`, or an anchor or a tag, as in `{ &password: x }`.
 */
export function isSwallowed({ key, value }: Entry, after: boolean): boolean {
  const first = /^([\w.-]+)[^\w.-]/.exec(key.text)?.[1]
  if (first !== undefined && isSecretName(first)) return true
  const alone = value.kind === 'scalar' && value.text === '' && value.at.start === key.at.end && value.at.end === key.at.end
  return alone && (after || /[&!]\S+\s+$/.test(key.at.source.text.slice(Math.max(0, key.at.start - 100), key.at.start)))
}

/** The credentials of a document, or of a part that is one by the names above it: by name, by look, and whatever was encrypted. */
export function findSecrets(root: Node, isSecret = false): ScalarNode[] {
  const found: ScalarNode[] = []
  // An anchor's node stands in many places, and may be a credential in one of them only.
  const seen = { open: new Set<Node>(), secret: new Set<Node>() }
  const visit = (node: Node, secret: boolean): void => {
    const before = secret ? seen.secret : seen.open
    if (before.has(node)) return
    before.add(node)
    if (node.kind === 'sequence') for (const item of node.items) visit(item, secret)
    else if (node.kind === 'mapping') {
      let after = false
      for (const entry of node.entries.values()) {
        if (isSwallowed(entry, after)) found.push(entry.key)
        after ||= isSecretName(entry.name)
        visit(entry.value, secret || isSecretName(entry.name))
      }
    } else if (
      node.encrypted ||
      node.at.source.sealed ||
      (secret ? node.type !== 'null' && node.type !== 'bool' : credential.test(node.text) || assignment.test(node.text))
    )
      found.push(node)
  }
  visit(root, isSecret)
  return found
}
