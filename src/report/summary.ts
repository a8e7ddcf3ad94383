import type { Described } from '../model/model.js'
import { counted } from './text.js'

/** Something that was compiled or checked, or could not be. */
export interface Summed {
  readonly model?: Pick<Described, 'hosts' | 'clusters'>
}

/** What an inventory describes, in one line: `4 hosts, 1 cluster, 3 instances`; with the files made of it where they are given. */
export function summary({ model }: Summed, files?: { readonly length: number }): string {
  if (model === undefined) return 'nothing compiled'
  const instances = model.clusters.reduce((sum, cluster) => sum + cluster.instances.length, 0)
  const what = `${counted(model.hosts.length, 'host')}, ${counted(model.clusters.length, 'cluster')}, ${counted(instances, 'instance')}`
  return files === undefined ? what : `${what}: ${counted(files.length, 'file')}`
}
