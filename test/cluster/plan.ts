import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compile } from '../../src/compile.js'
import { writeBundles } from '../../src/node/bundle.js'
import { here, type Step } from '../../src/plan/steps/step.js'
import { Source } from '../../src/source/source.js'
import { planned } from '../plan/plans.js'
import type { Host } from './host.js'
import { demand } from './process.js'

/** Does what the steps from one inventory to the other say, and nothing else. Gives the ids of those that were done; what asks Grafana, which is not there, is left out. */
export async function carriedOut(hosts: readonly Host[], before: string, after: string): Promise<readonly string[]> {
  const { steps } = planned(before, after)
  const desk = mkdtempSync(join(tmpdir(), 'plan-'))
  try {
    writeFileSync(join(desk, 'before.yml'), before)
    writeFileSync(join(desk, 'after.yml'), after)
    const done: string[] = []
    for (const step of steps) {
      if (step.id.startsWith('grafana-')) continue
      if (step.kind === 'manual') throw new Error(`${step.id} is for people: ${step.command}`)
      await carryOut(step, hosts, desk)
      done.push(step.id)
    }
    return done
  } finally {
    rmSync(desk, { recursive: true, force: true })
  }
}

async function carryOut({ id, host, command }: Step, hosts: readonly Host[], desk: string): Promise<void> {
  if (host === here) return atTheDesk(command, hosts, desk)
  const place = hosts.find(({ address }) => address === host)
  if (place === undefined) throw new Error(`${id}: there is no host ${host}`)
  await place.demand(['sh', '-ec', command], { timeout: 180_000 })
}

/** The shell runs the text with programs that only note what they are asked for; then that is done in this order. */
async function atTheDesk(command: string, hosts: readonly Host[], desk: string): Promise<void> {
  const notes = join(desk, 'notes')
  writeFileSync(notes, '')
  for (const name of ['pgcompile', 'scp', 'ssh']) {
    writeFileSync(join(desk, name), `#!/bin/sh\necho ${name} "$@" >> ${notes}\n`)
    chmodSync(join(desk, name), 0o755)
  }
  await demand(['sh', '-ec', `cd ${desk}\nPATH=${desk}:$PATH\n${command}`])
  for (const note of readFileSync(notes, 'utf8').trimEnd().split('\n')) {
    const [name, ...words] = note.split(' ')
    if (name === 'pgcompile') await bundle(words, desk)
    else if (name === 'scp') await copy(words, hosts, desk)
    else await addressed(words[0] ?? '', hosts).demand(words.slice(1))
  }
}

/** bundle <inventory> -o <directory> */
async function bundle([, inventory = '', , directory = '']: readonly string[], desk: string): Promise<void> {
  const { files } = compile({ inventories: [new Source(inventory, readFileSync(join(desk, inventory), 'utf8'))] })
  await writeBundles(join(desk, directory), files, false)
}

/** -q <file> <host>:<path> */
async function copy([, file = '', target = '']: readonly string[], hosts: readonly Host[], desk: string): Promise<void> {
  const [login = '', path = ''] = target.split(':')
  await addressed(login, hosts).demand(['sh', '-ec', 'cat > "$0"', path], { input: readFileSync(join(desk, file)) })
}

function addressed(login: string, hosts: readonly Host[]): Host {
  const host = hosts.find(({ address }) => `root@${address}` === login)
  if (host === undefined) throw new Error(`there is no host ${login}`)
  return host
}
