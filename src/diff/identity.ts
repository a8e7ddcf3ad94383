import type { Side } from './side.js'

/** Who is who on two sides. A host is known by its name; where one side alone has that, by the instances on it: it was renamed or has another address. */
export class Identity {
  private readonly renamed = new Map<string, string>()
  /** Hosts that either side knows, by the names of that side. */
  readonly hosts: { readonly before: ReadonlySet<string>; readonly after: ReadonlySet<string> }

  constructor(before: Side, after: Side) {
    this.hosts = { before: hostsOf(before), after: hostsOf(after) }
    const was = instancesByHost(before)
    const is = new Map([...instancesByHost(after)].flatMap(([host, instances]) => [...instances].map((instance): [string, string] => [instance, host])))
    const taken = new Set<string>()
    for (const old of this.hosts.before) {
      if (this.hosts.after.has(old)) continue
      const found = [...(was.get(old) ?? [])].flatMap((instance) => is.get(instance) ?? []).find((name) => !this.hosts.before.has(name) && !taken.has(name))
      if (found === undefined) continue
      taken.add(found)
      this.renamed.set(old, found)
    }
  }

  /** Former names of hosts to their present ones, of those that differ. */
  get renames(): ReadonlyMap<string, string> {
    return this.renamed
  }

  /** What a host of the former side is called on the new one. */
  hostAfter(host: string): string {
    return this.renamed.get(host) ?? host
  }

  /** What a host of the new side was called on the former one. */
  hostBefore(host: string): string {
    return [...this.renamed].find(([, to]) => to === host)?.[0] ?? host
  }

  /** A path of the former side as the new one has it: files about a host may bear its name. */
  pathAfter(path: string): string {
    return [...this.renamed].reduce((text, [from, to]) => text.replaceAll(from, to), path)
  }

  pathBefore(path: string): string {
    return [...this.renamed].reduce((text, [from, to]) => text.replaceAll(to, from), path)
  }
}

function hostsOf({ files, known }: Side): ReadonlySet<string> {
  return new Set([...(known?.model.hosts ?? []).map(({ name }) => name), ...files.map(({ host }) => host)])
}

/** The names of the instances on each host; a name is the cluster's and the number. */
export function instancesByHost({ files, known }: Side): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>()
  const note = (host: string, instance: string): void => {
    found.set(host, (found.get(host) ?? new Set()).add(instance))
  }
  if (known !== undefined) for (const { name, host } of known.model.clusters.flatMap(({ instances }) => instances)) note(host.name, name)
  else for (const { host, instance } of files) if (instance !== undefined) note(host, instance)
  return found
}
