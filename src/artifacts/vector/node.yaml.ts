import { defineArtifact } from '../artifact.js'
import { hostFile, rootOnly } from '../files.js'
import { syslogLevels } from '../log-format.js'
import { eventOf, type Origin, vrlPattern, vrlString } from '../log-program.js'

interface View {
  readonly program: string
}

/** The journal of a host since its boot, with the host's own labels. */
export const vectorNode = defineArtifact<View>({
  id: 'vector/node.yaml',
  component: 'vector',
  format: 'yaml',
  impact: { action: 'reload', unit: 'vector.service' },
  uses: ['node_cluster', 'node_id_from_pg', 'nodename', 'pg_cluster', 'pg_instances', 'pg_seq', 'vector_enabled'],
  each: 'host',
  files: ({ hosts }) =>
    hosts.flatMap((host) => {
      if (host.logAgent === undefined) return []
      const origin = { job: 'syslog', cluster: host.nodeCluster, instance: host.nodename, address: host.address.text }
      return hostFile(host, '/etc/vector/node.yaml', rootOnly, { program: programOf(origin) }, host.logAgent.at)
    }),
  content: ({ program }) => ({
    sources: { syslog_raw: { type: 'journald', current_boot_only: true, since_now: false } },
    transforms: { syslog_logs: { type: 'remap', inputs: ['syslog_raw'], source: program } },
  }),
})

function programOf(origin: Origin): string {
  const levels = syslogLevels.map((level, priority) => `if priority == ${priority} { level = ${vrlString(level)} }`).join(' else ')
  return `time = .timestamp
message = to_string(.message) ?? ""
app = to_string(.SYSLOG_IDENTIFIER) ?? ""
if app == "" { app = to_string(._COMM) ?? "" }
if app == "" { app = "unknown" }
unit = replace(to_string(._SYSTEMD_UNIT) ?? "", ${vrlPattern('[.]service$')}, "")
pid = to_string(._PID) ?? ""
priority = 6
if exists(.PRIORITY) { priority = to_int(.PRIORITY) ?? 6 }
level = "info"
${levels}
${eventOf(origin, ['"app": app', '"unit": unit', '"pid": pid', '"p": priority'])}`
}
