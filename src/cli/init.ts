import { writeFileSync } from 'node:fs'
import { Command } from 'commander'
import { defined } from '../model/defined.js'
import { newPassword } from '../node/password.js'
import { EnvironmentProblem, errorCode, reason } from '../node/read.js'
import { Source } from '../source/source.js'
import { starter } from '../starter/starter.js'
import { readWishes, type SaidWishes } from '../starter/wishes.js'
import { ask } from './ask.js'
import { printErrors } from './findings.js'
import { append } from './input.js'

interface Options extends Omit<SaidWishes, 'hosts'> {
  readonly host: readonly string[]
  readonly pgVersion?: string
}

const more = `
Examples:
  pgcompile init                                  asks a few questions, writes inventory.yml
  pgcompile init --host 10.0.0.1                  one machine for everything
  pgcompile init --cluster pg-shop --host 10.0.0.1 --host 10.0.0.2 --host 10.0.0.3 --vip 10.0.0.100/24 shop.yml
  pgcompile init --minimal --host 10.0.0.1 -      to standard output, without explanations

Passwords are random. A file that is there is never overwritten.`

/** `pgcompile init`: a first inventory. */
export function initCommand(done: (status: number) => void): Command {
  return new Command('init')
    .description('write a first inventory, with explanations and random passwords')
    .argument('[file]', 'the inventory to write; - is standard output', 'inventory.yml')
    .option('--cluster <word>', 'what the cluster is called (pg-main)')
    .option('--host <address>', 'a database machine; the first is the primary; may be repeated', append, [])
    .option('--infra <address>', 'the machine that watches; the first host if not said')
    .option('--vip <network>', 'an address that goes with the primary, as 10.0.0.100/24')
    .option('--database <word>', 'a database, and a user of that name who owns it (app; none with --minimal)')
    .option('--pg-version <number>', 'major version of PostgreSQL (18)')
    .option('--minimal', 'only what must be said, without explanations')
    .addHelpText('after', more)
    .action(async (file: string, { host, pgVersion, ...said }: Options) => {
      const asked = host.length > 0 ? { ...said, hosts: host } : await ask(said)
      const wishes = readWishes({ ...asked, ...defined({ version: pgVersion }) })
      if (typeof wishes === 'string') throw new EnvironmentProblem(wishes)
      // A line end in a name would end the comment that names it.
      const named = file === '-' || /[\r\n]/.test(file) ? 'inventory.yml' : file
      const text = starter(wishes, newPassword, named)
      const { check } = await import('../understand.js')
      if (printErrors(check({ inventories: [new Source(file, text)] })).length > 0) {
        process.stderr.write('pgcompile: such an inventory has errors; nothing was written\n')
        return done(1)
      }
      if (file === '-') return void process.stdout.write(text)
      write(file, text)
      process.stdout.write(`${file}: written, with passwords: keep it closed\nnext: pgcompile check ${file}, then pgcompile ${file} -o out/\n`)
    })
}

/** For its owner alone, since it holds passwords. */
function write(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw new EnvironmentProblem(`${file} is there already, and nothing was written; name another file`)
    throw new EnvironmentProblem(`cannot write ${file}: ${reason(error)}`)
  }
}
