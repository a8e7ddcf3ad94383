import { quoteShell } from '../../emit/quote/shell.js'
import type { Instance } from '../../model/model.js'
import { memberSteps } from './arrive-member.js'
import { arriving, isData } from './arriving.js'
import { extract, removal, removalOfAll, systemctl } from './commands.js'
import type { Scene } from './scene.js'
import type { Draft, StepFile } from './step.js'
import { daemonReload } from './units.js'

const isDirectories = (path: string): boolean => path.startsWith('/etc/tmpfiles.d/')
const isUnit = (path: string): boolean => path.startsWith('/etc/systemd/system/')

type At = Pick<Draft, 'host' | 'phase' | 'lanes'>

/** Hosts and members that are new, in the order of a first start: directories, files, etcd, Patroni, what is in its data directory, and the rest. */
export function arrivalSteps(scene: Scene): readonly Draft[] {
  const hosts = [...new Set([...scene.newHosts, ...scene.coming.map(({ host }) => host.name)])].sort()
  const clusters = scene.after.clusters.filter(({ instances }) => instances.some((instance) => scene.coming.includes(instance)))
  return [
    ...hosts.flatMap((host) => hostSteps(scene, host)),
    ...clusters.flatMap((cluster) => memberSteps(scene, cluster)),
    ...hosts.flatMap((host) => restSteps(scene, host)),
  ]
}

function hostSteps(scene: Scene, host: string): readonly Draft[] {
  const files = arriving(scene, host)
  const at: At = { host, phase: 'arrive', lanes: scene.lanesOf(host) }
  const directories = files.filter(({ path }) => isDirectories(path)).map(({ path }) => path)
  const rest = files.filter(({ path }) => !isDirectories(path) && !isData(path)).map(({ path }) => path)
  const members = scene.coming.filter((instance) => instance.host.name === host)
  const units = rest.filter(isUnit)
  return [
    {
      ...at,
      id: `prerequisites@${host}`,
      kind: 'manual',
      turn: 0,
      command: `# packages of ${[...new Set(files.flatMap(({ component }) => component ?? []))].sort().join(', ')}`,
      why: 'packages are delivered, not compiled; those of the distribution must not have started a server of their own',
      verify: 'systemctl list-units --type=service shows none of them running',
      undo: 'remove the packages',
    },
    ...(directories.length === 0
      ? []
      : [
          {
            ...at,
            id: `directories@${host}`,
            turn: 1,
            command: `${extract('new', directories)}\nsystemd-tmpfiles --create ${directories.map(quoteShell).join(' ')}`,
            why: 'directories with their owners, and /pg as a link, before anything is installed below it',
            verify: 'ls -ld /pg/ shows the directory and its owner',
            undo: removal(directories),
            files: directories.map((path): StepFile => ({ path, action: 'install' })),
          },
        ]),
    {
      ...at,
      id: `files-arrive@${host}`,
      turn: 2,
      command: scene.newHosts.has(host)
        ? extract('new', [], ["--exclude='etc/tmpfiles.d/*' --exclude='pg/data/*' --exclude='pg/*/data/*'"])
        : extract('new', rest),
      why: 'all files but those of the data directory, which is not there yet; nothing runs',
      verify: 'tar prints nothing',
      undo: scene.newHosts.has(host) ? removalOfAll('new') : removal(rest),
      files: rest.map((path): StepFile => ({ path, action: 'install' })),
    },
    ...(members.length === 0 ? [] : [certificates(at, members)]),
    ...(units.length === 0 ? [] : [daemonReload(at, 4)]),
    ...etcdSteps(scene, at),
  ]
}

function certificates(at: At, members: readonly Instance[]): Draft {
  const places = members.flatMap(({ layout }) => Object.values(layout.certificate))
  return {
    ...at,
    id: `certificates@${at.host}`,
    kind: 'manual',
    turn: 3,
    command: `ls -l ${places.map(quoteShell).join(' ')} /etc/etcd/ca.crt`,
    why: 'certificates and keys are delivered, not compiled; etcd, Patroni and the server need them to start',
    verify: `all are there, and the key belongs to ${members[0]?.postgres.superuser.name ?? 'postgres'} with mode 0600`,
    undo: 'nothing was changed',
  }
}

/** A new member of etcd is announced to the others before it starts. */
function etcdSteps(scene: Scene, at: At): readonly Draft[] {
  const member = scene.after.hosts.find(({ name }) => name === at.host)
  if (member?.etcd === undefined || !scene.newHosts.has(at.host)) return []
  const other = scene.after.site.etcd.find(({ name }) => name !== at.host && !scene.newHosts.has(name))
  if (other === undefined) return [{ ...at, id: `start-etcd@${at.host}`, turn: 5, ...startEtcd }]
  const url = `https://${member.address.family === 6 ? `[${member.address.text}]` : member.address.text}:${member.etcd.peerPort}`
  return [
    {
      ...at,
      id: `announce-etcd@${at.host}`,
      host: other.name,
      turn: 5,
      command: `. /etc/profile.d/etcdctl.sh && etcdctl member add ${quoteShell(member.etcd.name)} --peer-urls=${url}`,
      why: 'the others have to know a new member before it starts; one at a time, while all are healthy',
      verify: 'etcdctl member list shows it as unstarted',
      undo: 'etcdctl member remove, with the id that member list shows',
    },
    { ...at, id: `start-etcd@${at.host}`, turn: 6, ...startEtcd },
  ]
}

const startEtcd = {
  command: systemctl('enable --now', ['etcd.service']),
  why: 'Patroni finds its leader through etcd',
  verify: '. /etc/profile.d/etcdctl.sh && etcdctl endpoint health --cluster',
  undo: systemctl('disable --now', ['etcd.service']),
} as const

/** Pools, proxies, the VIP and what watches, once the servers are there. */
function restSteps(scene: Scene, host: string): readonly Draft[] {
  const later = /^(patroni|postgres|etcd)(-.*)?\.service$/
  const units = arriving(scene, host)
    .flatMap(({ path }) => (isUnit(path) ? [path.replace(/^.*\//, '')] : []))
    .filter((unit) => !later.test(unit))
  const infra = scene.newHosts.has(host) && scene.after.hosts.some((each) => each.name === host && each.infra !== undefined)
  if (units.length === 0) return []
  return [
    {
      host,
      phase: 'arrive',
      lanes: scene.lanesOf(host),
      id: `start-rest@${host}`,
      turn: 700,
      command: systemctl('enable --now', units),
      why: `the server is there: pools, proxies and what watches it start${infra ? '; the programs of an infra node that have units of their packages are started with them' : ''}`,
      verify: 'systemctl --failed --no-legend prints nothing',
      undo: systemctl('disable --now', units),
    },
  ]
}
