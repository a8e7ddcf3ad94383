import { quoteShell } from '../../emit/quote/shell.js'
import { endpoint } from '../../syntax/address.js'
import type { PlannedFile } from '../plan.js'
import type { Scene } from './scene.js'

/** What clients have to know of services that changed their port. */
export function movedPorts(scene: Scene, host: string, unit: string, files: readonly PlannedFile[]): readonly string[] {
  if (unit !== 'haproxy.service') return []
  const paths = new Set(files.map(({ file }) => file.path))
  return scene.after.services.flatMap((service) => {
    const former = scene.before.services.find((each) => each.proxy === service.proxy && each.host.name === host)
    if (service.host.name !== host || former === undefined || former.port === service.port || !paths.has(`/etc/haproxy/conf.d/${service.proxy}.cfg`)) return []
    return [`clients of port ${former.port} have to use ${service.port} from now on; where they cannot change at once, offer both for a while`]
  })
}

export function verifyOf(scene: Scene, host: string, unit: string, files: readonly PlannedFile[]): string {
  const active = `systemctl is-active ${quoteShell(unit)} says active`
  if (unit === 'haproxy.service') {
    const paths = new Set(files.map(({ file }) => file.path))
    const ports = scene.after.services
      .filter((service) => service.host.name === host && paths.has(`/etc/haproxy/conf.d/${service.proxy}.cfg`))
      .map(({ port }) => port)
    return ports.length === 0
      ? active
      : `${active}; ss -Hltn shows port${ports.length === 1 ? '' : 's'} ${ports.slice(0, 4).join(', ')}${ports.length > 4 ? ' ...' : ''}`
  }
  const instance = scene.staying.find(({ after }) => after.host.name === host && Object.values(after.layout.units).includes(unit))?.after
  if (instance !== undefined && unit === instance.layout.units['vip-manager'] && instance.vip !== undefined)
    return `${active}; ip -br address shows ${instance.vip.address.text} on the leader and nowhere else`
  if (instance?.pool !== undefined && unit === instance.layout.units.pgbouncer)
    return `${active}; ss -Hltn shows ${endpoint(instance.host.address, instance.pool.port)} or a wildcard`
  if (unit === 'etcd.service') return `${active}; . /etc/profile.d/etcdctl.sh && etcdctl endpoint health --cluster`
  return active
}
