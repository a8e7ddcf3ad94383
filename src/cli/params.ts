import { Command } from 'commander'
import { isParameter, parameterNames } from '../catalog/catalog.js'
import { foreign } from '../catalog/foreign.js'
import { legacy } from '../catalog/legacy.js'
import { nearest } from '../inventory/nearest.js'
import { EnvironmentProblem } from '../node/read.js'
import { painter } from './colour.js'

/** `pgcompile params pg_port`: what a parameter is; without a name, the list of all. */
export function paramsCommand(): Command {
  return new Command('params')
    .description('say what a parameter is, what it may be and which files depend on it')
    .argument('[name]', 'the parameter; all are listed without one')
    .addHelpText('after', '\nExample:\n  pgcompile params pg_vip_address')
    .action(async (name: string | undefined) => {
      // No other command pays for it.
      const { describeParameter, listParameters } = await import('../report/parameters.js')
      const { artifacts } = await import('../artifacts/artifacts.js')
      const paint = painter(process.stdout, process.env)
      if (name === undefined) process.stdout.write(listParameters(paint))
      else if (isParameter(name)) process.stdout.write(describeParameter(name, artifacts, paint))
      else throw new EnvironmentProblem(unknown(name))
    })
}

function unknown(name: string): string {
  if (Object.hasOwn(foreign, name)) return `${name} is a parameter of the module ${foreign[name]}, and no compiled file depends on it`
  const former = Object.hasOwn(legacy, name) ? legacy[name] : undefined
  if (former !== undefined) return `${name} is a parameter of an older version that nothing reads any more. ${former.message}`
  const guess = nearest(name, parameterNames)
  return `there is no parameter ${JSON.stringify(name)}; ${guess === undefined ? 'pgcompile params lists them' : `did you mean ${guess}?`}`
}
