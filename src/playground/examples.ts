import citus from '../../fixtures/deployments/citus.yml'
import single from '../../fixtures/deployments/single.yml'
import trio from '../../fixtures/deployments/trio.yml'
import { starter } from '../starter/starter.js'
import { readWishes } from '../starter/wishes.js'

/** An inventory to begin with. */
export interface Example {
  readonly name: string
  readonly title: string
  readonly text: string
}

/** The first is there when the page opens. */
export const examples: readonly [Example, ...Example[]] = [
  { name: 'starter', title: 'What pgcompile init writes', text: starterText() },
  { name: 'trio', title: 'A shop on three servers', text: trio },
  { name: 'single', title: 'One server with everything', text: single },
  { name: 'citus', title: 'A sharded Citus deployment', text: citus },
]

/** The starter with passwords that differ; whoever uses it takes others. */
function starterText(): string {
  const wishes = readWishes({ hosts: ['10.0.0.1', '10.0.0.2', '10.0.0.3'], infra: '10.0.0.9', vip: '10.0.0.100/24', database: 'app' })
  let count = 0
  return typeof wishes === 'string' ? wishes : starter(wishes, () => `Take-Another-${++count}`)
}
