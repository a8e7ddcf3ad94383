import { quoteShell } from '../../emit/quote/shell.js'
import type { Impact } from '../impact.js'
import { instanceOf, keysOf, type Question, type Rule } from './question.js'

const guide = "pgBackRest's user guide"
const manual = "pgBackRest's configuration reference"

/** Options that say where a repository is. */
const place =
  /^repo\d+-(type|path|host|host-user|host-port|s3-(bucket|endpoint|region|uri-style)|azure-(account|container|endpoint)|gcs-(bucket|endpoint)|sftp-host)$/

/** pgbackrest.conf is read by each command as it starts. */
export const pgbackrestConf: Rule = (question) => {
  const [section, option = ''] = keysOf(question)
  if (question.change === undefined)
    return { effect: question.file.kind === 'removed' ? 'manual' : 'next run', reason: wholeReason(question.file.kind), source: manual }
  if (section !== undefined && !section.startsWith('global') && option === '') return stanza(question)
  const moves = question.file.changes.some(({ path }) => typeof path[1] === 'string' && place.test(path[1]))
  if (/^repo\d+-cipher-(type|pass)$/.test(option) && !moves)
    return {
      effect: 'impossible',
      reason:
        'encryption is settled when the stanza is created, and nothing in the repository can be read with another: give a new repository, and keep the old one as long as it is needed',
      source: `${guide}, Repository encryption`,
    }
  if (place.test(option) || option.includes('-cipher-')) return otherRepository(question)
  if (option === 'pg1-path' || option === 'pg1-port')
    return {
      effect: 'next run',
      reason: 'the next command looks for the server there; until it is there archiving fails, and the server keeps its WAL',
      source: manual,
    }
  if (/^repo\d+-retention/.test(option)) return { effect: 'next run', reason: 'the next backup expires what is beyond it, for good', source: manual }
  return { effect: 'next run', reason: 'each command reads it as it starts', source: manual }
}

function stanza(question: Question): Impact {
  const command = create(question)
  const reason =
    question.change?.kind === 'removed'
      ? 'the backups of the old stanza stay in the repository, and nothing expires them'
      : 'a stanza has to be created in its repository, and until then nothing is archived'
  return { effect: 'manual', ...(question.change?.kind === 'removed' ? {} : { command }), reason, source: `${guide}, Create the stanza` }
}

function otherRepository(question: Question): Impact {
  return {
    effect: 'manual',
    command: create(question),
    reason: 'another repository: the stanza is created there and a full backup taken; what is in the old one is not copied, and nothing expires it',
    source: `${guide}, Create the stanza`,
  }
}

/** Our script makes the stanza, checks it and takes the first full backup. */
function create(question: Question): string {
  const instance = instanceOf(question)
  if (instance !== undefined) return quoteShell(`${instance.layout.bin}/pg-backup-init`)
  return `pgbackrest --config=${quoteShell(question.file.path)} --stanza=STANZA stanza-create`
}

function wholeReason(kind: Question['file']['kind']): string {
  return kind === 'removed'
    ? 'without it archiving fails and the server keeps its WAL: take archive_command away first'
    : 'each command reads it as it starts; a new repository needs its stanza first'
}
