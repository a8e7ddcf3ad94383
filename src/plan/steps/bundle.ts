import { quoteShell } from '../../emit/quote/shell.js'
import { archives } from './commands.js'
import type { Scene } from './scene.js'
import { type Draft, here } from './step.js'

/** Names of the inventories, as the comparison has them. */
export interface Names {
  readonly before: string
  readonly after: string
}

/** Brings the files of before and after to every host of the plan, and takes them away at its end: they hold credentials. */
export function bundleSteps(scene: Scene, names: Names, hosts: readonly string[]): readonly Draft[] {
  if (hosts.length === 0) return []
  const former = hosts.filter((host) => scene.before.hosts.some(({ name }) => name === host))
  const coming = hosts.filter((host) => scene.after.hosts.some(({ name }) => name === host))
  const copy = (list: readonly string[], from: 'old' | 'new'): readonly string[] =>
    isPlain(scene, list)
      ? [`for host in ${list.join(' ')}; do scp -q "${from}/$host.tar" "root@$host:${archives[from]}"; done`]
      : list.map((host) => `scp -q ${quoteShell(`${from}/${host}.tar`)} ${quoteShell(`root@${scpAddress(scene, host)}:${archives[from]}`)}`)
  return [
    {
      id: 'bundles',
      host: here,
      phase: 'bundle',
      turn: 0,
      lanes: 'all',
      command: [bundle(names.before, 'old'), bundle(names.after, 'new'), ...copy(coming, 'new'), ...copy(former, 'old')].join('\n'),
      why: 'each host gets its files as they will be, to install from, and as they are, to go back to; nothing is in its place yet',
      verify: `ls -l ${archives.new} on each of them`,
      undo: 'rm -r old/ new/, and the archives on the hosts',
    },
    {
      id: 'archives',
      host: here,
      phase: 'end',
      turn: 0,
      lanes: 'all',
      command: isPlain(scene, hosts)
        ? `for host in ${hosts.join(' ')}; do ssh "root@$host" rm -f ${archives.new} ${archives.old}; done`
        : hosts.map((host) => `ssh ${quoteShell(`root@${addressOf(scene, host)}`)} rm -f ${archives.new} ${archives.old}`).join('\n'),
      why: 'they hold credentials; last of all, since going back needs them',
      verify: 'each says nothing',
      undo: 'the first step again',
    },
  ]
}

/** What git has is written to a file first. */
function bundle(name: string, directory: 'old' | 'new'): string {
  const revision = /^[^:/]+:.+/.test(name)
  const file = revision ? `${directory}.yml` : name
  return `${revision ? `git show ${quoteShell(name)} > ${file} && ` : ''}pgcompile bundle ${quoteShell(file)} -o ${directory}/`
}

/** Whether hosts are called by their addresses, and are many enough for a loop. */
function isPlain(scene: Scene, hosts: readonly string[]): boolean {
  return hosts.length > 1 && hosts.every((host) => scene.host(host)?.address.family === 4 && addressOf(scene, host) === host)
}

function addressOf(scene: Scene, host: string): string {
  return scene.host(host)?.address.text ?? host
}

function scpAddress(scene: Scene, host: string): string {
  const address = scene.host(host)?.address
  return address?.family === 6 ? `[${address.text}]` : (address?.text ?? host)
}
