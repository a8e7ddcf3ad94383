/**
 * The expected facts were made without a hostname fact, so they hold a placeholder of a template engine wherever the node name of a host
 * without PostgreSQL belongs. pgcompile falls back to the host's inventory name there; this puts it into the expected facts too, and
 * leaves everything else as it is.
 */
export function withNodeNames(expected: string): string {
  const facts: Record<string, Record<string, unknown>> = JSON.parse(expected)
  for (const [host, files] of Object.entries(facts))
    for (const [path, content] of Object.entries(files)) {
      const node = /^\/infra\/targets\/node\/(.+)\.yml$/.exec(path)?.[1] ?? host
      files[path] = JSON.parse(JSON.stringify(content).replace(/__omit_place_holder__[0-9a-f]+/g, node))
    }
  return JSON.stringify(facts)
}
