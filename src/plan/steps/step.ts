/** Where the inventories and pgcompile are: no host of the inventory. */
export const here = 'here'

/** A file that a step puts in its place, or takes away. */
export interface StepFile {
  readonly path: string
  readonly action: 'install' | 'remove'
}

/** One thing to do on one host, by root. */
export interface Step {
  /** Unique in its plan, and the same for the same change. */
  readonly id: string
  /** Name of the host in the inventory, or `here`. */
  readonly host: string
  /** manual: more than typing: something is to be judged, delivered or decided. */
  readonly kind: 'command' | 'manual'
  /** Shell text exactly as it is typed, of one or more lines. */
  readonly command: string
  readonly why: string
  /** How to see that it worked: a command, or what is to be seen. */
  readonly verify: string
  /** How to take it back. */
  readonly undo: string
  /** Ids of the steps that have to be done, all of them before this one. */
  readonly after: readonly string[]
  readonly files?: readonly StepFile[]
}

/** A step before its place is known. */
export interface Draft extends Omit<Step, 'after' | 'kind'> {
  readonly kind?: Step['kind']
  readonly phase: Phase
  /** Order within the phase, in each lane. */
  readonly turn: number
  /** What waits for each other: names of clusters, or of hosts without one; `all` waits for everything. */
  readonly lanes: readonly string[] | 'all'
}

/** A draft of one member's steps; who asks for them knows when, and who waits. */
export type Part = Omit<Draft, 'phase' | 'lanes'>

/**
 * In this order: what a subject leaves behind goes before it stops, and what leads to it comes after it runs. `out`: targets and names of what goes.
 * `detach`: proxies without it. `leave`: it stops. Then what stays gets its files, stage by stage, then come new members, then what leads to them.
 * `retire`: daemons that are no longer wanted stop once nothing leads there. `depart`: members stop whose place others took before.
 */
export const phases = [
  'bundle',
  'look',
  'judge',
  'out',
  'detach',
  'leave',
  'etcd',
  'server',
  'sql',
  'arrive',
  'pool',
  'proxy',
  'vip',
  'agents',
  'site',
  'retire',
  'depart',
  'end',
] as const

export type Phase = (typeof phases)[number]
