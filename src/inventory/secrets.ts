import { parameters } from '../catalog/catalog.js'
import { objects } from '../catalog/objects.js'
import type { Source } from '../source/source.js'
import { Span } from '../source/span.js'
import type { Node } from '../syntax/node.js'

/** Everything that the catalogue describes, and what of it is one credential; a map or list that holds some has attributes of its own. */
const described = [parameters, ...Object.values(objects).map(({ attributes }) => attributes)].flatMap((table) =>
  Object.entries<{ readonly type: string; readonly secret?: true }>(table).map(([name, { type, secret }]) => ({ name, secret: secret && type !== 'map' && type !== 'list' })),
)
const names: ReadonlySet<string> = new Set(described.map(({ name }) => name))
const secretNames: ReadonlySet<string> = new Set(described.filter(({ secret }) => secret).map(({ name }) => name))

/** Other names that say what they hold: a misspelt `pg_admin_pasword`, a setting of a daemon. */
const telling = /passw|passphrase|passwd|pasword|(^|_)(pass|pwd)$|secret|token|credential|(^|_)(private|access|api|cipher|encryption|auth)_?key|conninfo|(^|_)dsn/i

/** A URL with a password, a connection string with one, or a verifier that a server takes for one. */
const credential = /:\/\/[^\s/@]*:[^\s@]*@|(password|passwd|pwd|secret|token)\s*[=:]|^(SCRAM-SHA-256\$|md5[0-9a-f]{32}$)|-----BEGIN /i

/** Whether a parameter, attribute or setting of this name holds a credential. */
export function isSecretName(name: string): boolean {
  return secretNames.has(name) || (!names.has(name) && telling.test(name))
}

/** The places of all credentials of a document: what no report may show. */
export function findSecrets(root: Node): Span[] {
  const found: Span[] = []
  // An anchor's node stands in many places, and may be a credential in one of them only.
  const seen = { open: new Set<Node>(), secret: new Set<Node>() }
  const visit = (node: Node, secret: boolean): void => {
    const before = secret ? seen.secret : seen.open
    if (before.has(node)) return
    before.add(node)
    if (node.kind === 'sequence') for (const item of node.items) visit(item, secret)
    else if (node.kind === 'mapping') for (const { name, value } of node.entries.values()) visit(value, secret || isSecretName(name))
    else if (secret ? node.type !== 'null' && node.type !== 'bool' : credential.test(node.text)) found.push(node.at)
  }
  visit(root, false)
  return found
}

/** The same for a text that is no YAML: from a telling name, or what looks like a credential, to the end of its line. */
export function guessSecrets(source: Source): Span[] {
  const found: Span[] = []
  let start = 0
  for (const line of source.text.split('\n')) {
    const at = secretFrom(line)
    if (at !== undefined) found.push(new Span(source, start + at, start + line.length))
    start += line.length + 1
  }
  return found
}

/** Where in a line of text something begins that may be a credential. */
export function secretFrom(line: string): number | undefined {
  for (const { 0: text, 1: name = '', index } of line.matchAll(/([\w.-]+)["']?\s*[:=]\s*/g)) if (isSecretName(name)) return index + text.length
  const at = line.search(credential)
  return at === -1 ? undefined : at
}
