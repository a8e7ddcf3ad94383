import { defineArtifact } from '../artifact.js'
import { hostFile, open } from '../files.js'

interface View {
  readonly options: string
}

/** The options of vector.service: every file of the directory is a part of one configuration. */
export const vectorEnv = defineArtifact<View>({
  id: 'vector/vector',
  component: 'vector',
  format: 'env',
  impact: { action: 'restart', unit: 'vector.service' },
  uses: ['vector_enabled'],
  each: 'host',
  files: ({ hosts }) =>
    hosts.flatMap((host) =>
      host.logAgent === undefined ? [] : hostFile(host, '/etc/default/vector', open, { options: '--config-dir /etc/vector' }, host.logAgent.at),
    ),
  content: ({ options }) => ({ VECTOR_OPTS: options }),
})
