import type { Description } from '../explain/description.js'
import { type Paint, plain } from './paint.js'

/** A description on one screen: of long lists only the beginning. */
export function descriptionText({ kind, name, identity, members, services, backup, files, findings }: Description, paint: Paint = plain): string {
  const width = Math.max(...members.map((member) => member.name.length), 0)
  const lines = [
    paint('bold', `${kind} ${name}`),
    ...identity.map(([label, text]) => `  ${paint('faint', label.padEnd(10))}${text}`),
    ...(backup === undefined ? [] : [`  ${paint('faint', 'Backup'.padEnd(10))}${backup}`]),
    ...section('Instances', members, 8, (member) => {
      const pool = member.poolPort === undefined ? '' : `, pool ${member.poolPort}`
      return [`  ${member.name.padEnd(width)}  ${member.role.padEnd(8)}${member.address}:${member.port}${pool}  ${member.follows}`.trimEnd()]
    }),
    ...section('Services', services, 5, (service) => [
      `  ${service.name}  ${service.uri}  -> ${service.servers.join(', ') || 'no server'}`,
      ...(service.hosts === service.uri ? [] : [`      any host: ${service.hosts}`]),
    ]),
    ...section('Files', files, 6, ({ component, count, path }) => [`  ${component.padEnd(20)}${String(count).padStart(4)}  ${path}${count > 1 ? ' ...' : ''}`]),
    ...section('Findings', findings, 2, ({ at, severity, code, message }) => [`  ${at}: ${severity}[${code}]: ${shortened(message)}`]),
  ]
  return `${lines.join('\n')}\n`

  function section<T>(title: string, items: readonly T[], most: number, print: (item: T) => readonly string[]): string[] {
    if (items.length === 0) return []
    const rest = items.length > most ? [`  and ${items.length - most} more`] : []
    return ['', paint('bold', title), ...items.slice(0, most).flatMap(print), ...rest]
  }
}

/** Half a sentence is enough to know whether to ask check for the rest. */
function shortened(message: string): string {
  return message.length > 90 ? `${message.slice(0, 87)}...` : message
}
