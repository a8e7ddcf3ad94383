import { quoteShell } from '../../emit/quote/shell.js'
import type { Cluster, Host, Instance } from '../../model/model.js'
import { arriving, isData } from './arriving.js'
import { extract, patronictl, query, systemctl, waitFor } from './commands.js'
import { follows } from './restarts.js'
import type { Scene } from './scene.js'
import type { Draft, Part, StepFile } from './step.js'

/** The server of each new member. Of a new cluster the primary first, and what is in it once a replica follows. */
export function memberSteps(scene: Scene, cluster: Cluster): readonly Draft[] {
  const isNew = scene.membersOf(cluster.name).length === 0
  const coming = cluster.instances.filter((instance) => scene.coming.includes(instance))
  const { primary } = cluster
  const ordered = [...coming.filter((instance) => instance === primary), ...coming.filter((instance) => instance !== primary)]
  const at = { phase: 'arrive', lanes: [cluster.name] } as const
  return [
    ...(isNew ? [etcdUser(primary, scene.after.site.etcd[0] ?? primary.host)] : []).map((draft) => ({ ...at, ...draft })),
    ...ordered.flatMap((instance, index) => serverSteps(scene, instance, isNew, 20 + index * 10).map((draft) => ({ ...at, ...draft }))),
    ...ordered.flatMap((instance, index) => backupStep(instance, 500 + index).map((draft) => ({ ...at, ...draft }))),
    ...(isNew && primary.patroni !== undefined ? contents(primary).map((draft) => ({ ...at, ...draft })) : []),
  ]
}

/** Patroni logs in to etcd as its scope. Its password is in patroni.yml, and is asked for. */
function etcdUser({ dcs }: Instance, host: Host): Part {
  const prefix = `${dcs.namespace === '/' ? '' : dcs.namespace}/${dcs.scope}/`
  const scope = quoteShell(dcs.scope)
  return {
    id: `etcd-user-${dcs.scope}`,
    host: host.name,
    kind: 'manual',
    turn: 10,
    command: [
      '. /etc/profile.d/etcdctl.sh',
      `etcdctl role add ${scope}`,
      `etcdctl role grant-permission ${scope} --prefix=true readwrite ${quoteShell(prefix)}`,
      `etcdctl user add ${scope}`,
      `etcdctl user grant-role ${scope} ${scope}`,
    ].join('\n'),
    why: `where etcd asks for passwords, user ${dcs.scope} sees its own keys only; its password is the one in patroni.yml, and etcdctl asks for it`,
    verify: `etcdctl user get ${dcs.scope} shows its role`,
    undo: `etcdctl user delete ${scope} && etcdctl role delete ${scope}`,
  }
}

function serverSteps(scene: Scene, instance: Instance, isNew: boolean, turn: number): readonly Part[] {
  const { host, layout, name, patroni, cluster } = instance
  if (patroni === undefined) return []
  const isFirst = isNew && instance === cluster.primary
  const data = arriving(scene, host.name)
    .filter((file) => file.instance === name && isData(file.path))
    .map(({ path }) => path)
  const answer = query(instance, isFirst ? 'SELECT NOT pg_is_in_recovery()' : follows)
  return [
    {
      id: `start-patroni@${name}`,
      host: host.name,
      turn,
      command: systemctl('enable --now', [layout.units.patroni]),
      why: isFirst
        ? 'it creates the cluster and becomes its leader'
        : 'it copies the data of the leader and follows it; as long as the copy takes, the network and the disks of both are busy',
      verify: `${patronictl(instance, 'list')} shows ${name}`,
      undo: systemctl('disable --now', [layout.units.patroni]),
    },
    {
      id: `await@${name}`,
      host: host.name,
      turn: turn + 1,
      command: waitFor(isFirst ? 300 : 86400, `[ "$(${answer} 2>/dev/null)" = t ]`),
      why: isFirst ? 'nothing else has a server to go to before' : 'its data directory is complete only when it streams',
      verify: `${patronictl(instance, 'list')} shows ${name} ${isFirst ? 'as the leader' : 'streaming'}`,
      undo: 'nothing was changed',
    },
    ...(data.length === 0
      ? []
      : [
          {
            id: `files-data@${name}`,
            host: host.name,
            turn: turn + 2,
            command: extract('new', data),
            why: 'its access rules and settings, now that the directory is there',
            verify: `ls -l ${data.map(quoteShell).join(' ')}`,
            undo: 'they go with the directory',
            files: data.map((path): StepFile => ({ path, action: 'install' })),
          },
          {
            id: `reload@${name}`,
            host: host.name,
            turn: turn + 3,
            command: patronictl(instance, 'reload', quoteShell(name), '--force'),
            why: 'the server reads them',
            verify: `${query(instance, 'SELECT count(*) FROM pg_hba_file_rules WHERE error IS NOT NULL')} prints 0`,
            undo: 'nothing to take back',
          },
        ]),
  ]
}

function backupStep({ backup, layout, host, name, patroni }: Instance, turn: number): readonly Part[] {
  if (backup === undefined || patroni === undefined) return []
  return [
    {
      id: `backup-init@${name}`,
      host: host.name,
      turn,
      command: quoteShell(`${layout.bin}/pg-backup-init`),
      why: 'until its stanza exists, every WAL segment fails to be archived; a first full backup where one is wanted',
      verify: 'it ends with status 0',
      undo: 'nothing to take back: what it made is used when it is needed',
    },
  ]
}

function contents({ layout, host, cluster, provisioning }: Instance): readonly Part[] {
  const step = (script: string, why: string, turn: number): Part => ({
    id: `${script}-${cluster.name}`,
    host: host.name,
    turn,
    command: quoteShell(`${layout.bin}/${script}`),
    why,
    verify: 'it ends with status 0',
    undo: 'while the cluster is new: make it again',
  })
  return [
    step('pg-init', 'roles of the system, and what new databases begin with', 600),
    ...(provisioning.enabled ? [step('pg-provision', 'users and databases, in the order of the inventory', 601)] : []),
  ]
}
