import { authQueryTemplate0 } from './auth-query-template0.js'
import { backupPathDefault } from './backup-path-default.js'
import { bufferShareUnusual } from './buffer-share-unusual.js'
import type { Check } from './check.js'
import { collectorsForeign } from './collectors-foreign.js'
import { critSingleMember } from './crit-single-member.js'
import { cronPercent } from './cron-percent.js'
import { defaultPassword } from './default-password.js'
import { delayWithoutUpstream } from './delay-without-upstream.js'
import { dnsWithoutInfra } from './dns-without-infra.js'
import { etcdEvenMembers } from './etcd-even-members.js'
import { failoverWithoutCandidate } from './failover-without-candidate.js'
import { hbaLoopbackTls } from './hba-loopback-tls.js'
import { hbaRejectBypassed } from './hba-reject-bypassed.js'
import { logsWithoutReceiver } from './logs-without-receiver.js'
import { nodeVipDiffers } from './node-vip-differs.js'
import { poolTlsOff } from './pool-tls-off.js'
import { poolUserPassword } from './pool-user-password.js'
import { poolUserUnreachable } from './pool-user-unreachable.js'
import { portCollision } from './port-collision.js'
import { proxyNameCollision } from './proxy-name-collision.js'
import { releaseUnknown } from './release-unknown.js'
import { remoteInstanceClash } from './remote-instance-clash.js'
import { serviceCheckUnanswered } from './service-check-unanswered.js'
import { serviceDelayedMember } from './service-delayed-member.js'
import { serviceEmpty } from './service-empty.js'
import { serviceReadsPrimary } from './service-reads-primary.js'
import { settingContradiction } from './setting-contradiction.js'
import { settingNotInRelease } from './setting-not-in-release.js'
import { settingOverridesLibraries } from './setting-overrides-libraries.js'
import { settingOwnedByPatroni } from './setting-owned-by-patroni.js'
import { systemUserMissing } from './system-user-missing.js'
import { systemUserPassword } from './system-user-password.js'
import { vipAddressTaken } from './vip-address-taken.js'
import { vipNeedsEtcd } from './vip-needs-etcd.js'
import { vipOutsideNetwork } from './vip-outside-network.js'

/** Every check, by code. */
export const checks: readonly Check[] = [
  authQueryTemplate0,
  backupPathDefault,
  bufferShareUnusual,
  collectorsForeign,
  critSingleMember,
  cronPercent,
  defaultPassword,
  delayWithoutUpstream,
  dnsWithoutInfra,
  etcdEvenMembers,
  failoverWithoutCandidate,
  hbaLoopbackTls,
  hbaRejectBypassed,
  logsWithoutReceiver,
  nodeVipDiffers,
  poolTlsOff,
  poolUserPassword,
  poolUserUnreachable,
  portCollision,
  proxyNameCollision,
  releaseUnknown,
  remoteInstanceClash,
  serviceCheckUnanswered,
  serviceDelayedMember,
  serviceEmpty,
  serviceReadsPrimary,
  settingContradiction,
  settingNotInRelease,
  settingOverridesLibraries,
  settingOwnedByPatroni,
  systemUserMissing,
  systemUserPassword,
  vipAddressTaken,
  vipNeedsEtcd,
  vipOutsideNetwork,
]
