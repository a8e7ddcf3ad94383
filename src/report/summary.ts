import type { Compilation } from '../compile.js'
import { counted } from './text.js'

/** What a compile made, in one line: `4 hosts, 1 cluster, 3 instances: 61 files`. */
export function summary({ model, files }: Compilation): string {
  if (model === undefined) return 'nothing compiled'
  const instances = model.clusters.reduce((sum, cluster) => sum + cluster.instances.length, 0)
  return `${counted(model.hosts.length, 'host')}, ${counted(model.clusters.length, 'cluster')}, ${counted(instances, 'instance')}: ${counted(files.length, 'file')}`
}
