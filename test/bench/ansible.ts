import { spawnSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Outcome, time } from './figure.js'
import { fleet } from './fleet.js'
import { measure } from './measure.js'
import type { Setting } from './setting.js'

/** What a file costs: Ansible's template module with four small templates of our own on this machine, and pgcompile with all of its files. */
export function ansible({ folder, cli, full, progress }: Setting): Outcome {
  const hosts = Array.from({ length: full ? 20 : 5 }, (_, index) => `10.9.0.${index + 1}`)
  writeFileSync(join(folder, 'agents.ini'), `[agents]\n${hosts.join('\n')}\n`)
  progress(`ansible, ${hosts.length} hosts`)
  const out = join(folder, 'agents')
  const began = performance.now()
  const { status, error, stdout } = spawnSync('ansible-playbook', ['-i', join(folder, 'agents.ini'), '-e', `out=${out}`, 'test/bench/ansible/play.yml'], {
    encoding: 'utf8',
    env: { ...process.env, ANSIBLE_LOCALHOST_WARNING: 'False', ANSIBLE_NOCOLOR: '1', LC_ALL: 'C.UTF-8' },
  })
  const wall = performance.now() - began
  if (error !== undefined) return { figures: [], notes: ['Ansible is not installed here: it was not compared with.'] }
  if (status !== 0) throw new Error(`ansible-playbook ended with ${status}: ${stdout.slice(-400)}`)
  const made = hosts.reduce((sum, host) => sum + readdirSync(join(out, host)).length, 0)

  const inventory = join(folder, 'hosts.yml')
  const tree = join(folder, 'tree')
  writeFileSync(inventory, fleet(hosts.length, 1))
  const own = measure(folder, [cli, inventory, '-o', tree])
  const files = readdirSync(join(tree, 'hosts'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length
  return {
    figures: [
      {
        scenario: 'Beside Ansible',
        name: `a file, of ${files} files for ${hosts.length} instances`,
        measured: time(own.wall / files),
        baseline: `ansible-playbook, of ${made} files for ${hosts.length} hosts: ${time(wall / made)}`,
        ratio: own.wall / files / (wall / made),
      },
    ],
    notes: [`ansible-playbook took ${time(wall)} for ${made} files of four small templates on one machine, without a network.`],
  }
}
