import type { Cluster, Instance, Model } from '../../model/model.js'
import type { PlannedFile } from '../plan.js'
import { arrivalSteps } from './arrive.js'
import { isData } from './arriving.js'
import { bundleSteps, type Names } from './bundle.js'
import { switchover } from './handover.js'
import { departureSteps } from './leave.js'
import { judgeSteps, lookStep, moveSteps } from './look.js'
import { type Need, needsOfFiles, stageOf, unitNeeds } from './needs.js'
import { ordered } from './order.js'
import { isPrimary, Scene } from './scene.js'
import { patroniSteps, patroniUnits } from './server.js'
import { sqlSteps } from './sql.js'
import { type Draft, here, type Phase, type Step } from './step.js'
import { stageSteps } from './units.js'
import { isUpgrade, upgradeSteps } from './upgrade.js'

/** What to type to get from one inventory to the other: where, in which order, why, how to see that it worked and how to take it back. Empty where no file differs. */
export function stepsOf(before: Model, after: Model, files: readonly PlannedFile[], names: Names): readonly Step[] {
  if (files.length === 0) return []
  const scene = new Scene(before, after, files)
  const drafts = [...clusterSteps(scene), ...stayingSteps(scene), ...departureSteps(scene), ...arrivalSteps(scene)]
  const looks = scene.livingClusters.flatMap((cluster) => {
    const former = before.clusters.find(({ name }) => name === cluster.name)
    if (former === undefined || !drafts.some(({ lanes }) => lanes !== 'all' && lanes.includes(cluster.name))) return []
    return [...lookStep(cluster, former), ...roleSteps(scene, cluster, former)]
  })
  const hosts = [...new Set(drafts.map(({ host }) => host))].filter((host) => host !== here).sort()
  return ordered([...bundleSteps(scene, names, hosts), ...judgeSteps(scene, (need) => isOfUpgrade(scene, need)), ...moveSteps(scene), ...looks, ...drafts])
}

/** Files of hosts and members that stay, host by host and stage by stage. */
function stayingSteps(scene: Scene): readonly Draft[] {
  const own = new Set(scene.staying.flatMap(({ after }) => patroniUnits(after)))
  const staged = new Map<string, Map<Phase, PlannedFile[]>>()
  for (const planned of scene.files) {
    // An upgraded server has no data directory before it was upgraded.
    if (scene.isOfMoving(planned.file) || (isData(planned.file.path) && isOfUpgradedMember(scene, planned.file.instance))) continue
    const phase = phaseOf(scene, planned)
    const ofHost = staged.get(planned.file.host) ?? new Map<Phase, PlannedFile[]>()
    ofHost.set(phase, [...(ofHost.get(phase) ?? []), planned])
    staged.set(planned.file.host, ofHost)
  }
  return [...staged].flatMap(([host, stages]) => {
    // What a later stage restarts, the first need not.
    const later = new Set([...unitNeeds(needsOfFiles(stages.get('site') ?? [])).keys()])
    const isTold = (need: Need): boolean => need.file.artifact?.startsWith('sql/') === true || isOfUpgrade(scene, need)
    return [...retired(stages)].flatMap(([phase, files]) => {
      const drafts = stageSteps(scene, host, phase, files, { units: phase === 'out' ? new Set([...own, ...later]) : own, isTold })
      return phase === 'proxy' && movesChecks(scene, host) ? drafts.map(besidePatroni) : drafts
    })
  })
}

/** Daemons that are no longer wanted stop when nothing leads there any more; what else differs of their stage waits with them. */
function retired(stages: ReadonlyMap<Phase, readonly PlannedFile[]>): ReadonlyMap<Phase, readonly PlannedFile[]> {
  const found = new Map<Phase, PlannedFile[]>()
  for (const [phase, files] of stages) {
    const ends = ['pool', 'vip', 'agents'].includes(phase) && [...unitNeeds(needsOfFiles(files)).values()].some(({ action }) => action === 'disable')
    const place = ends ? 'retire' : phase
    found.set(place, [...(found.get(place) ?? []), ...files])
  }
  return found
}

/** Whether the checks of a HAProxy go to another port of Patroni than before: until it knows, every server is down for it. */
function movesChecks(scene: Scene, host: string): boolean {
  return scene.staying.some(({ before, after }) => scene.lanesOf(host).includes(after.cluster.name) && before.patroni?.port !== after.patroni?.port)
}

/** Right behind the reload of Patroni. */
function besidePatroni(draft: Draft): Draft {
  return draft.phase === 'proxy' ? { ...draft, phase: 'server', turn: 8 + draft.turn / 10_000 } : draft
}

function phaseOf(scene: Scene, { file }: PlannedFile): Phase {
  const stage = stageOf(file)
  if (stage === 'site' && file.kind === 'removed') return 'out'
  const detaches = stage === 'proxy' && scene.leaving.some(({ cluster: { name } }) => !scene.leavesLate(name) && scene.lanesOf(file.host).includes(name))
  return detaches ? 'detach' : stage
}

/** Another of the members that stay is the primary: Patroni does not read that, and the scripts are there. */
function roleSteps(scene: Scene, { primary }: Cluster, former: Cluster): readonly Draft[] {
  const members = scene.membersOf(former.name)
  const [from, to] = [members.find(({ before }) => before === former.primary)?.after, members.find(({ after }) => after === primary)?.after]
  if (from === undefined || to === undefined || from === to || from.patroni === undefined) return []
  const why = `${to.name} is the primary of the inventory from now on, and who leads is not in any file; writes stop for some seconds`
  return [{ ...switchover(from, to, why), phase: 'look', turn: 1, lanes: [former.name] }]
}

/** What is done for a cluster as a whole. */
function clusterSteps(scene: Scene): readonly Draft[] {
  const isOf =
    (instance: Instance) =>
    (planned: PlannedFile): boolean =>
      planned.file.instance === instance.name && stageOf(planned.file) === 'server' && !scene.isOfMoving(planned.file)
  return scene.livingClusters.flatMap((cluster) => {
    const members = scene.membersOf(cluster.name)
    const filesOf = (instance: Instance): readonly PlannedFile[] => scene.files.filter(isOf(instance))
    const files = members.flatMap(({ after }) => filesOf(after))
    const dataFiles = (instance: string): readonly string[] =>
      files.flatMap(({ file }) => (file.instance === instance && file.kind !== 'removed' && isData(file.path) ? [file.path] : []))
    if (isUpgrade(members)) return upgradeSteps(members, dataFiles)
    const primary = members.find(({ after }) => isPrimary(after))
    const early = files.some(({ changes }) => changes.some(({ change }) => change.path.includes('authentication')))
    return [...patroniSteps(members, filesOf), ...(primary === undefined ? [] : sqlSteps(primary, files, early))]
  })
}

/** What is manual or impossible about another release is told by its own steps; directories of a host are among them. */
function isOfUpgrade(scene: Scene, { file }: Need): boolean {
  if (stageOf(file) !== 'server') return false
  if (file.instance !== undefined) return isOfUpgradedMember(scene, file.instance)
  return scene.staying.some(({ after }) => after.host.name === file.host && isOfUpgradedMember(scene, after.name))
}

function isOfUpgradedMember(scene: Scene, name: string | undefined): boolean {
  const member = scene.staying.find(({ after }) => after.name === name)
  return member !== undefined && isUpgrade(scene.membersOf(member.after.cluster.name))
}
