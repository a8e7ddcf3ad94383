import { realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Command } from 'commander'
import { readSource } from '../node/read.js'

/** `pgcompile licenses`: the notices of the packages whose code is in the command line, which the build writes beside it. */
export function licensesCommand(): Command {
  return new Command('licenses').description('print the licences of the packages that pgcompile holds').action(() => {
    const main = realpathSync(process.argv[1] ?? '')
    process.stdout.write(readSource(join(dirname(main), '../THIRD-PARTY.txt')).text)
  })
}
