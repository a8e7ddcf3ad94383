import { answers, asksRunTime, asksSynchronous, type MemberState } from '../failure/rest-check.js'
import type { Instance } from '../model/model.js'
import { patroniTags } from '../model/patroni-tags.js'

/** Whether Patroni on a running member lets HAProxy send connections there; undefined where lag or synchronous mode decide. */
export function passesCheck(check: string, instance: Instance, primary: Instance): boolean | undefined {
  const tags = instance.patroni === undefined ? {} : patroniTags(instance, instance.patroni)
  const state: MemberState = { role: roleOf(instance, primary), synchronous: false, dcs: true, tags }
  const passes = answers(check, state)
  if (asksSynchronous(check) && answers(check, { ...state, synchronous: true }) !== passes) return undefined
  return passes && asksRunTime(check) ? undefined : passes
}

function roleOf(instance: Instance, primary: Instance): MemberState['role'] {
  if (instance !== primary) return 'replica'
  return primary.cluster.primary.upstream?.kind === 'cluster' ? 'standby-leader' : 'primary'
}
