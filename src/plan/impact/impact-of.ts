import type { Change, FileChange } from '../../diff/change.js'
import { wholeText } from '../../diff/files.js'
import type { Impact } from '../impact.js'
import { type Question, type Sides, standsAlone, unitOf } from './question.js'
import { rules } from './rules.js'
import { unknown } from './unknown.js'
import { worst } from './worst.js'

/** What one change of a file needs before it acts. Pure. The models of the sides say who is new, who is alone, and what is run without Patroni. */
export function impactOf(file: FileChange, change: Change, sides: Sides = {}): Impact {
  return change.path.length === 0 || change.path[0] === wholeText ? ask({ file, sides }) : ask({ file, change, sides })
}

/** The same for the file as a whole: new or gone, in another place, with other rights or comments; else the worst of its changes. */
export function impactOfFile(file: FileChange, sides: Sides = {}): Impact {
  if (file.kind !== 'changed') return ask({ file, sides })
  const { before, after, rights } = file
  if (before !== undefined && after !== undefined && before.path !== after.path) return moved(file, before.path, after.path, sides)
  if (rights.length > 0) {
    const names = rights.map(({ name, after: value }) => `${name} ${value}`).join(', ')
    return {
      effect: 'nothing',
      reason: `${names}: who reads the file must still be allowed to, and is not asked before it opens it again`,
      source: 'the manifest',
    }
  }
  return worst(file.changes.map((change) => impactOf(file, change, sides))) ?? onlyComments
}

const onlyComments: Impact = { effect: 'nothing', reason: 'only comments or the order of what has none differ', source: 'the texts' }

/** A unit of another name is another daemon; whatever else moves is read as a new file is, once what names it names the new place. */
function moved(file: FileChange, from: string, to: string, sides: Sides): Impact {
  const impact = ask({ file: { ...file, kind: 'added' }, sides })
  if (!from.startsWith('/etc/systemd/system/')) return { ...impact, reason: `it was ${from}; ${impact.reason}` }
  const [old, unit] = [from, to].map((path) => path.replace(/^.*\//, ''))
  const command = `systemctl disable --now ${old} && systemctl daemon-reload && systemctl enable --now ${unit}`
  return {
    effect: 'manual',
    ...(unit === undefined ? {} : { unit }),
    command,
    reason: 'the daemon has another name: the old one is stopped, the new one started',
    source: impact.source,
  }
}

function ask(question: Question): Impact {
  const { artifact, path } = question.file
  const rule = artifact === undefined || !Object.hasOwn(rules, artifact) ? undefined : rules[artifact]
  if (rule === undefined) return unknown(`${path} is no file that pgcompile writes`, 'find out who reads it, and when')
  const impact = rule(question)
  const isDaemons = impact.effect === 'reload' || impact.effect === 'restart' || impact.effect === 'rolling restart'
  if (!isDaemons || question.change !== undefined || !standsAlone(question)) return impact
  const reason = question.file.kind === 'added' ? 'it is read as its daemon starts for the first time' : 'its daemon is stopped, and nobody reads it any more'
  return { effect: 'nothing', unit: unitOf(question, impact.unit ?? ''), reason, source: impact.source }
}
