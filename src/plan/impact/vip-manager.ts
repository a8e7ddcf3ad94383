import { keysOf, type Rule, unitOf } from './question.js'

/** vip-manager.yml is read when vip-manager starts. */
export const vipManagerYml: Rule = (question) => {
  const unit = unitOf(question, 'vip-manager.service')
  const source = "vip-manager's documentation"
  const [key] = keysOf(question)
  if (question.change === undefined && question.file.kind === 'removed')
    return {
      effect: 'manual',
      unit,
      command: `systemctl disable --now ${unit}`,
      reason: 'the VIP is given up as vip-manager stops: no client must use it any more',
      source,
    }
  if (key === 'ip' || key === 'netmask' || key === 'interface')
    return {
      effect: 'restart',
      unit,
      reason: 'a stop takes the old VIP off the leader, a start sets the new one: connections through it end, clients and DNS must know the new one',
      source,
    }
  if (key === 'trigger-key' || key === 'trigger-value')
    return { effect: 'restart', unit, reason: 'it decides on which member the VIP is: all members must have the new one before the first is restarted', source }
  return {
    effect: 'restart',
    unit,
    reason: 'vip-manager reads it when it starts; on the leader the VIP is gone for a moment, and connections through it end',
    source,
  }
}
