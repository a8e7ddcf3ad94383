import { defineSection } from './parameter.js'

export const otherModules = defineSection({
  id: 'OTHER_MODULES',
  title: 'Identities of modules that share the node',
  parameters: {
    redis_cluster: {
      type: 'string',
      level: 'cluster',
      doc: 'Cluster identity of the REDIS module; node_id only prints it in its summary line.',
      impact: [{ action: 'none' }],
    },
    minio_cluster: {
      type: 'string',
      level: 'cluster',
      doc: 'Cluster identity of the MINIO module; node_id only prints it in its summary line.',
      impact: [{ action: 'none' }],
    },
    kafka_cluster: {
      type: 'string',
      level: 'cluster',
      doc: 'Cluster identity of the KAFKA module; node_id only prints it in its summary line.',
      impact: [{ action: 'none' }],
    },
  },
})
