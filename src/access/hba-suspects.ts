import type { HbaLine, HbaReader, HbaRule } from '../model/hba.js'
import { type HbaFile, hbaFiles } from '../model/hba-reach.js'
import type { Cluster, Instance, Model } from '../model/model.js'
import { HbaLikeness } from './hba-likeness.js'

/** The access rules of one daemon, before anybody works out which connections they match. */
export interface HbaRules {
  readonly instance: Instance
  readonly reader: HbaReader
  readonly rules: readonly HbaRule[]
}

/** The rules that the daemons of a cluster read, in the order of `hbaFiles`. */
export function rulesOfCluster({ instances }: Cluster): readonly HbaRules[] {
  return instances.flatMap((instance) => {
    const { hba, pool } = instance
    const server: HbaRules[] = hba === undefined ? [] : [{ instance, reader: 'postgres', rules: hba }]
    return pool === undefined ? server : [...server, { instance, reader: 'pool', rules: pool.hba }]
  })
}

/** The files of these clusters alone. */
export function hbaFilesOf(clusters: readonly Cluster[], model: Model): readonly HbaFile[] {
  return clusters.length === 0 ? [] : hbaFiles({ ...model, clusters })
}

/**
 * The files of the clusters that have a rule of the inventory which a check may object to. What a file matches takes long to work out and much to keep,
 * and of most files a look at the rules says that there is nothing to find. Of files that are alike, and so have the same findings, only the first are there.
 */
export function suspectFiles(model: Model, mayObject: (rule: HbaRule, file: HbaRules) => boolean): readonly HbaFile[] {
  const likeness = new HbaLikeness()
  const suspect = model.clusters.filter((cluster) => {
    const files = rulesOfCluster(cluster).filter((file) => file.rules.some((rule) => rule.given && mayObject(rule, file)))
    // All are to be known to those that follow.
    return files.filter((file) => likeness.isFirst(file)).length > 0
  })
  return hbaFilesOf(suspect, model)
}

/** As the `name` of the `HbaUnit` that the line belongs to. */
export function entryName({ source, title, lines }: HbaRule, line: HbaLine): string {
  const name = title === undefined ? source : `${source} (${title})`
  return line.raw === undefined || lines.length === 1 ? name : `${name}, line ${lines.indexOf(line) + 1}`
}

/** As the `id` of the `HbaUnit` that the line belongs to. A line that the inventory gives as it is is one by itself. */
export function entryId({ source, at: whole }: HbaRule, { raw, at }: HbaLine): string {
  const place = raw === undefined ? whole : at
  return `${source}\0${place.source.name}\0${place.start}`
}
