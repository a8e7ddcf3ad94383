import { compareVersions } from '../../compat/version.js'
import type { Rule } from './question.js'

const unit = 'dnsmasq.service'

/** dnsmasq reads its configuration when it starts; a reload reads names only. */
export const dnsmasqConf: Rule = ({ file }) => ({
  effect: file.kind === 'removed' ? 'manual' : 'restart',
  unit,
  reason: 'SIGHUP does not read the configuration again; names cannot be resolved here for a moment',
  source: "dnsmasq's manual, NOTES",
})

/** Records of a watched directory: what is new or different counts at once, what is gone since 2.88. */
export const dnsRecords: Rule = ({ file, change, sides }) => {
  const source = "dnsmasq's manual, --hostsdir, and its change log of 2.88"
  const kind = change?.kind ?? file.kind
  const host = [sides.after, sides.before].flatMap((model) => model?.hosts.filter(({ name }) => name === file.host) ?? [])[0]
  const version = host?.platform.versions.dnsmasq
  if (kind === 'added' || (version !== undefined && compareVersions(version, '2.88') >= 0))
    return { effect: 'nothing', unit, reason: 'dnsmasq watches the directory; clients may keep an old answer for as long as they cache it', source }
  return { effect: 'restart', unit, reason: `dnsmasq ${version ?? 'before 2.88'} keeps the old name beside the new one until it starts again`, source }
}
