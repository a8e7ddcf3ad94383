import { Command } from 'commander'
import { codes } from '../codes.js'
import { nearest } from '../inventory/nearest.js'
import { EnvironmentProblem } from '../node/read.js'
import { explainCode, listCodes } from '../report/explain-code.js'
import { painter } from './colour.js'

/** `pgcompile explain-code hba-address`: what a code means, with a sample; without a code, the list of all. */
export function explainCodeCommand(): Command {
  return new Command('explain-code')
    .description('say what the code of a finding means, with a wrong and a right sample')
    .argument('[code]', 'the code, as in error[value-enum]; all are listed without one')
    .action(async (name: string | undefined) => {
      const paint = painter(process.stdout, process.env)
      if (name === undefined) {
        process.stdout.write(listCodes(codes, paint))
        return
      }
      const code = codes.find((candidate) => candidate.code === name)
      if (code === undefined) {
        const names = codes.map((candidate) => candidate.code)
        const guess = nearest(name, names)
        throw new EnvironmentProblem(
          `there is no code ${JSON.stringify(name)}; ${guess === undefined ? 'pgcompile explain-code lists them' : `did you mean ${guess}?`}`,
        )
      }
      // The samples are read only here: no other command pays for them.
      const { samples } = await import('#samples')
      process.stdout.write(explainCode(code, samples, paint))
    })
}
