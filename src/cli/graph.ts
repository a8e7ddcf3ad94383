import { writeFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import { nearest } from '../inventory/nearest.js'
import { EnvironmentProblem, reason } from '../node/read.js'
import { type InputOptions, takesInventory } from './input.js'
import { understood } from './understood.js'

interface Options extends InputOptions {
  readonly format: 'svg' | 'mermaid' | 'dot' | 'json'
  readonly cluster?: string
  readonly output?: string
}

const more = `
Examples:
  pgcompile graph inventory.yml -o topology.svg            opens in every browser, dark or light
  pgcompile graph inventory.yml --cluster pg-test -o pg-test.svg
  pgcompile graph inventory.yml --format mermaid           for a page that draws Mermaid; dot is for Graphviz`

/** `pgcompile graph inventory.yml -o topology.svg`: the topology as a picture. */
export function graphCommand(done: (status: number) => void): Command {
  return takesInventory(new Command('graph'))
    .description('draw the topology: clients, services, pools, instances, replication, backups')
    .addOption(new Option('--format <format>', 'svg is a picture; json are its boxes and arrows').choices(['svg', 'mermaid', 'dot', 'json']).default('svg'))
    .option('--cluster <name>', 'only this cluster, with all that is in it; a large deployment has one box a cluster otherwise')
    .option('-o, --output <file>', 'where the picture goes; standard output without it')
    .addHelpText('after', more)
    .action(async (inventories: string[], options: Options) => {
      const model = await understood(inventories, options)
      if (model === undefined) return done(1)
      const cluster = model.clusters.find(({ name }) => name === options.cluster)
      if (options.cluster !== undefined && cluster === undefined) {
        const names = model.clusters.map(({ name }) => name)
        const guess = nearest(options.cluster, names)
        throw new EnvironmentProblem(
          `there is no cluster ${JSON.stringify(options.cluster)}; ${guess === undefined ? `there are ${names.join(', ')}` : `did you mean ${guess}?`}`,
        )
      }
      const { topology } = await import('../graph/topology.js')
      const text = await drawing(options.format, topology(model, cluster))
      if (options.output === undefined) process.stdout.write(text)
      else save(options.output, text)
    })
}

async function drawing(format: Options['format'], graph: import('../graph/graph.js').Graph): Promise<string> {
  switch (format) {
    case 'svg':
      return (await import('../report/graph/svg.js')).svg(graph)
    case 'mermaid':
      return (await import('../report/graph/mermaid.js')).mermaid(graph)
    case 'dot':
      return (await import('../report/graph/dot.js')).dot(graph)
    case 'json':
      return `${JSON.stringify({ schemaVersion: 1, title: graph.title, nodes: graph.nodes, edges: graph.edges }, undefined, 2)}\n`
  }
}

/** Writes one file. Throws an EnvironmentProblem that says what is wrong. */
export function save(path: string, text: string): void {
  try {
    writeFileSync(path, text)
  } catch (error) {
    throw new EnvironmentProblem(`cannot write ${path}: ${reason(error)}`)
  }
}
