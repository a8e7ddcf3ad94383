import type { FileSpec } from '../artifacts/artifact.js'
import { type Problem, unknown } from './problem.js'

/** A place in the files: of which host, which file, and where in it, as it was asked for. */
export interface Reference {
  readonly host: string
  readonly path: string
  /** A line number, a key path or a part of a line. */
  readonly place: string
}

/** Whether somebody means a file of the output rather than a name: `10.0.0.1:/etc/hosts:3`, `out/hosts/10.0.0.1/etc/hosts:3`. */
export function isReference(text: string): boolean {
  return text.includes(':/') || /(^|\/)hosts\/[^/]+\//.test(text)
}

/** Finds the file that a text names, among all that the inventory compiles to. */
export function readReference(text: string, hosts: readonly string[], specs: readonly FileSpec[]): Reference | Problem {
  const named = hosts
    .flatMap((host) => {
      if (text.startsWith(`${host}:/`)) return [{ host, rest: text.slice(host.length + 1) }]
      const at = text.search(new RegExp(`(^|/)hosts/${host.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}/`))
      return at === -1 ? [] : [{ host, rest: text.slice(text.indexOf(`hosts/${host}/`, at) + `hosts/${host}`.length) }]
    })
    .sort((a, b) => b.host.length - a.host.length)[0]
  if (named === undefined) return unknown('host', /hosts\/([^/]+)\//.exec(text)?.[1] ?? text.slice(0, text.indexOf(':/')), hosts)
  const { host, rest } = named
  const paths = specs.filter((spec) => spec.host === host).map(({ path }) => path)
  const path = paths.filter((each) => rest === each || rest.startsWith(`${each}:`)).sort((a, b) => b.length - a.length)[0]
  if (path === undefined) return unknown(`file of ${host}`, rest.replace(/:[^/]*$/, ''), paths)
  const place = rest.slice(path.length + 1)
  if (place === '') return { problem: `which line of ${path}? Add :57, :a.key.path or :a-word to it` }
  return { host, path, place }
}

/** The line (from 0) that a place names. */
export function findLine({ host, path, place }: Reference, lines: readonly string[], paths: ReadonlyMap<number, string>): number | Problem {
  if (/^\d+$/.test(place)) {
    const line = Number(place)
    if (line >= 1 && line <= lines.length) return line - 1
    return { problem: `${path} on ${host} has ${lines.length} lines, so there is no line ${place}` }
  }
  const exact = [...paths].filter(([, each]) => each === place)
  const last = exact.length > 0 ? exact : [...paths].filter(([, each]) => each.endsWith(`.${place}`))
  const found = last.length > 0 ? last.map(([line]) => line) : lines.flatMap((line, index) => (line.includes(place) ? [index] : []))
  const [only, ...others] = found
  if (only === undefined) return unknown(`key or text in ${path} on ${host}:`, place, [...paths.values()])
  if (others.length > 0)
    return {
      problem: `${JSON.stringify(place)} is in lines ${found
        .slice(0, 9)
        .map((line) => line + 1)
        .join(', ')}${found.length > 9 ? ' ...' : ''} of ${path}: name one of them`,
    }
  return only
}
