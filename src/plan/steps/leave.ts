import { removal, removalOfAll, systemctl } from './commands.js'
import { memberSteps } from './leave-member.js'
import type { Scene } from './scene.js'
import type { Draft, StepFile } from './step.js'

/** Members and hosts that go, once no name, target or proxy leads to them. */
export function departureSteps(scene: Scene): readonly Draft[] {
  const clusters = scene.before.clusters.filter(({ instances }) => instances.some((instance) => scene.leaving.includes(instance)))
  const hosts = [...new Set([...scene.goneHosts, ...scene.leaving.map(({ host }) => host.name)])].sort()
  return [
    ...clusters.flatMap((cluster) =>
      memberSteps(scene, cluster).map((draft): Draft => ({ ...draft, phase: scene.leavesLate(cluster.name) ? 'depart' : 'leave', lanes: [cluster.name] })),
    ),
    ...hosts.flatMap((host) => hostSteps(scene, host)),
  ]
}

/** What stays on a machine that is no longer part: files with credentials, and a copy of the data. */
function hostSteps(scene: Scene, host: string): readonly Draft[] {
  const files = scene.files.flatMap(({ file }) => (file.host === host && file.kind === 'removed' && scene.isOfMoving(file) ? [file] : []))
  if (files.length === 0) return []
  const whole = scene.goneHosts.has(host)
  const units = files.flatMap(({ path }) => (path.startsWith('/etc/systemd/system/') ? [path.replace(/^.*\//, '')] : []))
  const left = units.filter((unit) => !/^(patroni|postgres|pgbouncer|vip-manager)(-.*)?\.service$/.test(unit))
  const paths = files.map(({ path }) => path)
  const etcd = scene.before.hosts.find(({ name }) => name === host)?.etcd
  const other = scene.after.site.etcd.find(({ name }) => name !== host)
  const late = scene.leaving.some((instance) => instance.host.name === host && scene.leavesLate(instance.cluster.name))
  const at: Pick<Draft, 'host' | 'phase' | 'lanes'> = { host, phase: late ? 'depart' : 'leave', lanes: scene.lanesOf(host) }
  return [
    ...(etcd === undefined || other === undefined || !whole
      ? []
      : [
          {
            ...at,
            id: `forget-etcd@${host}`,
            host: other.name,
            kind: 'manual' as const,
            turn: 901,
            command: `. /etc/profile.d/etcdctl.sh && etcdctl member list && etcdctl member remove ID  # that of ${etcd.name}`,
            why: 'a member that only stops still counts for the majority',
            verify: 'etcdctl endpoint health --cluster, without it',
            undo: 'etcdctl member add, with an empty directory',
          },
        ]),
    ...(left.length === 0
      ? []
      : [
          {
            ...at,
            id: `stop-rest@${host}`,
            turn: 902,
            command: systemctl('disable --now', left),
            why: 'nothing on the machine belongs to the deployment any more',
            verify: 'systemctl list-units --type=service shows none of them',
            undo: systemctl('enable --now', left),
          },
        ]),
    {
      ...at,
      id: `clear@${host}`,
      kind: 'manual',
      phase: 'end',
      turn: -1,
      command: whole ? removalOfAll('old') : removal(paths),
      why: whole
        ? 'the files hold credentials, and the data directory still holds a copy of the data: better, wipe the machine'
        : 'the files hold credentials; its data directory stays until you remove it',
      verify: 'the machine is wiped, or the files are gone and the data is where you want it',
      undo: 'the files out of the archive of before; of the data nothing was touched',
      files: paths.map((path): StepFile => ({ path, action: 'remove' })),
    },
  ]
}
