import type { Namespace } from './namespace.js'

/** Every address, of both families, that a name server on port 53 has for each of these names. */
export function resolved(namespace: Namespace, server: string, names: readonly string[]): [name: string, addresses: string[]][] {
  return JSON.parse(namespace.demand(process.execPath, ['-e', resolving, server], { input: JSON.stringify(names) }))
}

const resolving = `
const { Resolver } = require('node:dns').promises
const resolver = new Resolver({ timeout: 2000, tries: 2 })
resolver.setServers([process.argv[1].includes(':') ? '[' + process.argv[1] + ']' : process.argv[1]])
const all = (name) => Promise.all(['A', 'AAAA'].map((kind) => resolver.resolve(name, kind).catch(() => []))).then((lists) => [name, lists.flat()])
Promise.all(JSON.parse(require('node:fs').readFileSync(0, 'utf8')).map(all)).then((found) => console.log(JSON.stringify(found)))`
