import type { Artifact } from '../artifacts/artifact.js'
import { compare } from '../source/compare.js'

/** A parameter that the system's description names and that no file depends on, with the reason. */
export type Idle = Readonly<Record<string, string>>

/**
 * The page that says which component gets which files, and where each parameter of the system's description acts. `examples` has one path
 * for each artifact's id, as compiled for some deployment.
 */
export function componentsPage(artifacts: readonly Artifact[], examples: ReadonlyMap<string, string>, described: readonly string[], idle: Idle): string {
  const lines = [
    '# Components and their files',
    '',
    'Derived from the artifacts in `src/artifacts/`; `npm run golden` writes it. Paths are examples; addresses and names are those of a fixture.',
    '',
    '| component | file | path, for example | format |',
    '|---|---|---|---|',
    ...[...artifacts]
      .sort((a, b) => compare(a.component, b.component) || compare(a.id, b.id))
      .map(({ id, component, format }) => `| ${component} | \`${id}\` | \`${examples.get(id) ?? ''}\` | ${format} |`),
    '',
    '## Where each parameter of the system acts',
    '',
    'The parameters that the description of the system names, and the files whose content or presence depends on each.',
    '',
    '| parameter | files |',
    '|---|---|',
    ...described.map((name) => `| \`${name}\` | ${placesOf(artifacts, name) || idle[name] || ''} |`),
    '',
  ]
  return lines.join('\n')
}

/** Ids of the artifacts that declare the parameter. */
export function placesOf(artifacts: readonly Artifact[], name: string): string {
  return artifacts
    .filter(({ uses }) => uses.some((used) => used === name))
    .map(({ id }) => `\`${id}\``)
    .sort()
    .join(', ')
}
