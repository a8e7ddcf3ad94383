import type { HbaReader, HbaRule } from '../model/hba.js'
import { type HbaFile, hbaFilesOf } from '../model/hba-reach.js'
import type { Cluster, Instance, Model } from '../model/model.js'
import { Remembered } from '../model/remembered.js'
import { HbaLikeness } from './hba-likeness.js'

/** The access rules of one daemon, before anybody works out which connections they match. */
export interface HbaRules {
  readonly instance: Instance
  readonly reader: HbaReader
  readonly rules: readonly HbaRule[]
}

/** The rules that the daemons of a cluster read, in the order of `hbaFilesOf`. */
export function rulesOfCluster({ instances }: Cluster): readonly HbaRules[] {
  return instances.flatMap((instance) => {
    const { hba, pool } = instance
    const server: HbaRules[] = hba === undefined ? [] : [{ instance, reader: 'postgres', rules: hba }]
    return pool === undefined ? server : [...server, { instance, reader: 'pool', rules: pool.hba }]
  })
}

/**
 * The files of the clusters that have a rule of the inventory which a check may object to. What a file matches takes long to work out and much to keep,
 * and of most files a look at the rules says that there is nothing to find. Of files that are alike, and so have the same findings, only the first are there.
 */
export function suspectFiles(model: Model, mayObject: Objection): readonly HbaFile[] {
  const likeness = new HbaLikeness()
  const suspect = model.clusters.filter((cluster) => {
    const files = objectionable.of([mayObject, cluster], '', () =>
      rulesOfCluster(cluster).filter((file) => file.rules.some((rule) => rule.given && mayObject(rule, file))),
    )
    // All are to be known to those that follow.
    return files.filter((file) => likeness.isFirst(file)).length > 0
  })
  return hbaFilesOf(suspect)
}

/** Whether there may be something to say of a rule; the same function each time. */
type Objection = (rule: HbaRule, file: HbaRules) => boolean

const objectionable = new Remembered<readonly HbaRules[]>()
