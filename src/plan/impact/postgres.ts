import { quoteShell } from '../../emit/quote/shell.js'
import { isNewCluster, keysOf, type Rule, reloaderOf, standsAlone } from './question.js'
import { server } from './server-setting.js'

/** Access rules. */
export const pgHba: Rule = (question) => ({
  effect: 'reload',
  unit: reloaderOf(question),
  reason: 'the server reads it again and decides about connections that begin after that; one line that cannot be read, and it keeps the old rules',
  source: 'PostgreSQL, The pg_hba.conf File',
})

/** Directories that systemd makes. It moves nothing. */
export const tmpfiles: Rule = (question) => {
  const { file, change } = question
  const source = "systemd's manual, tmpfiles.d"
  if (change?.kind === 'changed' && keysOf(question)[0]?.startsWith('L '))
    return { effect: 'manual', reason: 'a link that is there stays as it is: stop what runs there, move the data, then change the link by hand', source }
  if ((change ?? file).kind === 'removed') return { effect: 'nothing', reason: 'directories that are there stay', source }
  return {
    effect: 'manual',
    command: `systemd-tmpfiles --create ${quoteShell(file.path)}`,
    reason: 'it makes directories and sets their rights, now or at the next boot; it moves no data',
    source,
  }
}

/** The root key from which pgsodium derives all others. */
export const pgsodiumKey: Rule = (question) => {
  const source = "pgsodium's documentation, server key management"
  if (isNewCluster(question)) return { effect: 'nothing', unit: server, reason: 'nothing is encrypted with another yet', source }
  if (standsAlone(question))
    return { effect: 'nothing', unit: server, reason: 'the member comes or goes with it: what the others encrypt stays as it is', source }
  return {
    effect: 'impossible',
    unit: server,
    reason: 'with another root key nothing can be decrypted that was encrypted before: decrypt it first, change the key with a restart, encrypt it again',
    source,
  }
}
