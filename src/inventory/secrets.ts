import { parameters } from '../catalog/catalog.js'
import { objects } from '../catalog/objects.js'
import type { Span } from '../source/span.js'
import type { Node } from '../syntax/node.js'

/** Everything that the catalogue describes, and what of it is one credential; a map or list that holds some has attributes of its own. */
const described = [parameters, ...Object.values(objects).map(({ attributes }) => attributes)].flatMap((table) =>
  Object.entries<{ readonly type: string; readonly secret?: true }>(table).map(([name, { type, secret }]) => ({
    name,
    secret: secret && type !== 'map' && type !== 'list',
  })),
)
const names: ReadonlySet<string> = new Set(described.map(({ name }) => name))
const secretNames: ReadonlySet<string> = new Set(described.filter(({ secret }) => secret).map(({ name }) => name))

/** Other names that say what they hold: a misspelt `pg_admin_pasword`, a setting of a daemon. */
const telling =
  /passw|passphrase|passwd|pasword|(^|_)(pass|pwd)$|secret|token|credential|(^|_)(private|access|api|cipher|encryption|auth)_?key|conninfo|(^|_)dsn/i

/** A URL with a password, a verifier that a server takes for one, a private key. */
const credential = /:\/\/[^\s/@]*:[^\s@]*@|SCRAM-SHA-256\$|\bmd5[0-9a-f]{32}\b|-----BEGIN /i

/** A connection string or a command with a password in it. */
const assignment = /(password|passwd|passphrase|secret|token)\s*[=:]/i

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
    else if (secret ? node.type !== 'null' && node.type !== 'bool' : credential.test(node.text) || assignment.test(node.text)) found.push(node.at)
  }
  visit(root, false)
  return found
}

/** What says nothing of a credential: no value, an alias, the head of a block. */
const harmless = /^(~|null|true|false|''|""|\*\w|[|>][-+0-9]*\s*$|$)/

/**
 * Where in a line of text a credential seems to begin: the value of a telling name, or what looks like one itself. For what is in no
 * document: comments, texts that are no YAML, and keys that a later one replaces.
 */
export function guessSecrets(line: string): number[] {
  const found: number[] = []
  for (const { 0: text, 1: name = '', index } of line.matchAll(/([\w.-]+)["']?\s*[:=]\s*(?:[!&]\S*\s+)*/g))
    if (isSecretName(name) && !harmless.test(line.slice(index + text.length))) found.push(index + text.length)
  const at = line.search(credential)
  return at === -1 ? found : [...found, at]
}
