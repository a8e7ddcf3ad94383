import type { ReadLog } from '../inventory/read-log.js'
import type { Context } from './context.js'
import type { Surroundings } from './made.js'

/** A context that notes what is looked at. */
export class Watched implements Context {
  readonly settings
  readonly common
  readonly sink
  readonly identity

  constructor(
    readonly context: Context,
    private readonly around: Set<Surroundings>,
    private readonly log: ReadLog,
  ) {
    this.settings = context.settings
    this.common = context.common
    this.sink = context.sink
    this.identity = context.identity
  }

  get site() {
    this.around.add('site')
    return this.context.site
  }

  get cluster() {
    this.around.add('cluster')
    return this.context.cluster
  }

  get mode() {
    this.around.add('mode')
    return this.context.mode
  }

  get role() {
    this.around.add('role')
    return this.context.role
  }

  get layout() {
    this.around.add('layout')
    return this.context.layout
  }

  get member() {
    this.around.add('member')
    return this.context.member
  }

  get hardware() {
    this.around.add('hardware')
    return this.context.hardware
  }

  get platform() {
    this.around.add('platform')
    return this.context.platform
  }

  get shardMembers() {
    this.around.add('shardMembers')
    return this.context.shardMembers
  }

  /** Whoever in the whole inventory that is. */
  get membersAt() {
    this.log.incomplete = true
    return this.context.membersAt
  }
}
