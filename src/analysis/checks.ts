import { authQueryTemplate0 } from './auth-query-template0.js'
import { backupBucketMissing } from './backup-bucket-missing.js'
import { backupNeverExpires } from './backup-never-expires.js'
import { backupOptionMissing } from './backup-option-missing.js'
import { backupOptionVoid } from './backup-option-void.js'
import { backupPathDefault } from './backup-path-default.js'
import { backupPathInside } from './backup-path-inside.js'
import { backupStoreCredentials } from './backup-store-credentials.js'
import { baselineToDeliver } from './baseline-to-deliver.js'
import { bufferShareUnusual } from './buffer-share-unusual.js'
import type { Check } from './check.js'
import { collectorsForeign } from './collectors-foreign.js'
import { critSingleMember } from './crit-single-member.js'
import { cronPercent } from './cron-percent.js'
import { dcsScopeShared } from './dcs-scope-shared.js'
import { defaultPassword } from './default-password.js'
import { delayWithoutUpstream } from './delay-without-upstream.js'
import { dnsNameTwice } from './dns-name-twice.js'
import { dnsWithoutInfra } from './dns-without-infra.js'
import { etcdEvenMembers } from './etcd-even-members.js'
import { etcdSingleMember } from './etcd-single-member.js'
import { etcdV2Open } from './etcd-v2-open.js'
import { extensionLibrary } from './extension-library.js'
import { failoverWithoutCandidate } from './failover-without-candidate.js'
import { hbaDenyLate } from './hba-deny-late.js'
import { hbaLoopbackTls } from './hba-loopback-tls.js'
import { hbaNameUnknown } from './hba-name-unknown.js'
import { hbaOrderUnordered } from './hba-order-unordered.js'
import { hbaRejectBypassed } from './hba-reject-bypassed.js'
import { hbaRuleUnreachable } from './hba-rule-unreachable.js'
import { hbaTlsMismatch } from './hba-tls-mismatch.js'
import { hbaTrustRemote } from './hba-trust-remote.js'
import { infraMissing } from './infra-missing.js'
import { initScriptToDeliver } from './init-script-to-deliver.js'
import { logDirectoryShared } from './log-directory-shared.js'
import { logsWithoutReceiver } from './logs-without-receiver.js'
import { membershipCycle } from './membership-cycle.js'
import { membershipOptionRelease } from './membership-option-release.js'
import { membershipOrder } from './membership-order.js'
import { nodeVipDiffers } from './node-vip-differs.js'
import { nodeVipRouterId } from './node-vip-router-id.js'
import { poolExceedsServer } from './pool-exceeds-server.js'
import { poolTlsOff } from './pool-tls-off.js'
import { poolUserPassword } from './pool-user-password.js'
import { poolUserUnreachable } from './pool-user-unreachable.js'
import { portCollision } from './port-collision.js'
import { privilegeRoleMissing } from './privilege-role-missing.js'
import { proxyNameCollision } from './proxy-name-collision.js'
import { releaseUnknown } from './release-unknown.js'
import { remoteInstanceClash } from './remote-instance-clash.js'
import { roleUnknown } from './role-unknown.js'
import { serviceDelayedMember } from './service-delayed-member.js'
import { serviceDestSilent } from './service-dest-silent.js'
import { serviceEmpty } from './service-empty.js'
import { serviceReadsPrimary } from './service-reads-primary.js'
import { serviceSelectsNobody } from './service-selects-nobody.js'
import { serviceUsualEmpty } from './service-usual-empty.js'
import { settingConflict } from './setting-conflict.js'
import { settingContext } from './setting-context.js'
import { settingContradiction } from './setting-contradiction.js'
import { settingMemory } from './setting-memory.js'
import { settingNotInRelease } from './setting-not-in-release.js'
import { settingOverridesLibraries } from './setting-overrides-libraries.js'
import { settingOwnedByPatroni } from './setting-owned-by-patroni.js'
import { settingUnknown } from './setting-unknown.js'
import { settingValue } from './setting-value.js'
import { settingVoid } from './setting-void.js'
import { systemUserMissing } from './system-user-missing.js'
import { systemUserPassword } from './system-user-password.js'
import { targetAdapted } from './target-adapted.js'
import { templateOrder } from './template-order.js'
import { upstreamCycle } from './upstream-cycle.js'
import { upstreamUnknown } from './upstream-unknown.js'
import { vipAddressTaken } from './vip-address-taken.js'
import { vipInterfaceOther } from './vip-interface-other.js'
import { vipMembersTogether } from './vip-members-together.js'
import { vipNeedsEtcd } from './vip-needs-etcd.js'
import { vipOutsideNetwork } from './vip-outside-network.js'
import { watchdogShared } from './watchdog-shared.js'

/** Every check, by code. */
export const checks: readonly Check[] = [
  authQueryTemplate0,
  backupBucketMissing,
  backupNeverExpires,
  backupOptionMissing,
  backupOptionVoid,
  backupPathDefault,
  backupPathInside,
  backupStoreCredentials,
  baselineToDeliver,
  bufferShareUnusual,
  collectorsForeign,
  critSingleMember,
  cronPercent,
  dcsScopeShared,
  defaultPassword,
  delayWithoutUpstream,
  dnsNameTwice,
  dnsWithoutInfra,
  etcdEvenMembers,
  etcdSingleMember,
  etcdV2Open,
  extensionLibrary,
  failoverWithoutCandidate,
  hbaDenyLate,
  hbaLoopbackTls,
  hbaNameUnknown,
  hbaOrderUnordered,
  hbaRejectBypassed,
  hbaRuleUnreachable,
  hbaTlsMismatch,
  hbaTrustRemote,
  infraMissing,
  initScriptToDeliver,
  logDirectoryShared,
  logsWithoutReceiver,
  membershipCycle,
  membershipOptionRelease,
  membershipOrder,
  nodeVipDiffers,
  nodeVipRouterId,
  poolExceedsServer,
  poolTlsOff,
  poolUserPassword,
  poolUserUnreachable,
  portCollision,
  privilegeRoleMissing,
  proxyNameCollision,
  releaseUnknown,
  remoteInstanceClash,
  roleUnknown,
  serviceDelayedMember,
  serviceDestSilent,
  serviceEmpty,
  serviceReadsPrimary,
  serviceSelectsNobody,
  serviceUsualEmpty,
  settingConflict,
  settingContext,
  settingContradiction,
  settingMemory,
  settingNotInRelease,
  settingOverridesLibraries,
  settingOwnedByPatroni,
  settingUnknown,
  settingValue,
  settingVoid,
  systemUserMissing,
  systemUserPassword,
  targetAdapted,
  templateOrder,
  upstreamCycle,
  upstreamUnknown,
  vipAddressTaken,
  vipInterfaceOther,
  vipMembersTogether,
  vipNeedsEtcd,
  vipOutsideNetwork,
  watchdogShared,
]
