import { defineSection } from './parameter.js'

export const ca = defineSection({
  id: 'CA',
  title: 'Certificates',
  parameters: {
    cert_validity: {
      type: 'duration',
      default: '7300d',
      level: 'global',
      doc: 'Lifetime of issued certificates.',
      impact: [
        { action: 'rebuild', service: 'postgres', how: 'reissue certificates' },
        { action: 'rebuild', service: 'etcd', how: 'reissue certificates' },
      ],
    },
  },
})
