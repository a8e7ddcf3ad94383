import { defineObject } from '../object.js'

/** A value of pg_rto_plan: ten values in the order of the attributes, the first five for Patroni, the others for HAProxy. */
export const rtoRow = defineObject({
  title: 'Failover timings',
  form: 'tuple',
  attributes: {
    ttl: { type: 'int', required: true, unit: 's', min: 20, doc: 'Lifetime of the leader key; at least loop_wait plus twice retry_timeout.' },
    loop_wait: { type: 'int', required: true, unit: 's', min: 1, doc: 'Pause between two rounds of Patroni.' },
    retry_timeout: { type: 'int', required: true, unit: 's', min: 3, doc: 'How long Patroni retries etcd and PostgreSQL before it gives up.' },
    primary_start_timeout: { type: 'int', required: true, unit: 's', doc: 'How long a crashed primary may take to start before a failover.' },
    safety_margin: {
      type: 'int',
      required: true,
      unit: 's',
      min: -1,
      doc: 'Time between the firing of the watchdog and the end of the leader key; -1 means half of ttl.',
    },
    inter: { type: 'duration', required: true, doc: 'Interval of the health checks of HAProxy.' },
    fastinter: { type: 'duration', required: true, doc: 'Interval while a server changes its state.' },
    downinter: { type: 'duration', required: true, doc: 'Interval while a server is down.' },
    rise: { type: 'int', required: true, min: 1, doc: 'Good checks that bring a server up.' },
    fall: { type: 'int', required: true, min: 1, doc: 'Failed checks that take a server down.' },
  },
})
