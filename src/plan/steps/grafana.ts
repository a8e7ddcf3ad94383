import { quoteShell } from '../../emit/quote/shell.js'
import type { PlannedFile } from '../plan.js'
import type { Scene } from './scene.js'
import type { Draft } from './step.js'

/** Grafana keeps what was registered, by its name. */
export function grafanaSteps(scene: Scene, at: Pick<Draft, 'host' | 'phase' | 'lanes'>, files: readonly PlannedFile[]): readonly Draft[] {
  const sources = files.filter(({ file }) => /^grafana\/.*datasource\.json$/.test(file.artifact ?? ''))
  if (sources.length === 0) return []
  const infra = scene.host(at.host)?.infra
  const port = infra?.components.find(({ name }) => name === 'grafana')?.port ?? 3000
  const url = `http://127.0.0.1:${port}/api/datasources`
  const named = (path: string): string => path.replace(/^.*\//, '').replace(/\.json$/, '')
  const register = ({ path }: PlannedFile['file']): string => `curl -fsS -u admin -H 'Content-Type: application/json' -d ${quoteShell(`@${path}`)} ${url}`
  const forget = ({ path }: PlannedFile['file']): string => `curl -fsS -u admin -X DELETE ${quoteShell(`${url}/name/${encodeURIComponent(named(path))}`)}`
  return [
    {
      ...at,
      id: `grafana-${at.phase}@${at.host}`,
      kind: 'manual',
      turn: 800,
      command: sources
        .flatMap(({ file }) => [...(file.kind === 'added' ? [] : [forget(file)]), ...(file.kind === 'removed' ? [] : [register(file)])])
        .join('\n'),
      why: 'Grafana keeps the sources that were registered; curl asks for the password of its admin',
      verify: `curl -fsS -u admin ${url} lists them as they are to be`,
      undo: 'the same with the old files',
    },
  ]
}
