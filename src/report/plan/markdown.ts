import { foldFiles } from '../../plan/fold.js'
import { effects, type Impact } from '../../plan/impact.js'
import { type Plan, stepsOfPlan, worstOf } from '../../plan/plan.js'
import { compare } from '../../source/compare.js'
import { plain } from '../paint.js'
import { accessLines } from './access.js'
import { kindLines } from './kind.js'
import { stepsText } from './steps.js'
import { subjectLines } from './subjects.js'
import { summaryLines } from './text.js'
import { unifiedText } from './unified.js'
import { hostsText, originText } from './words.js'

/** Characters of details at most: a comment on a pull request may have 65536 in all. */
const most = 50_000

/** A plan as a comment on a pull request: the summary and a table to be read, the details folded. `text`, `steps`: with the texts that differ, and with what to type. */
export function planMarkdown(plan: Plan, { text = false, steps = false }: { readonly text?: boolean; readonly steps?: boolean } = {}): string {
  const { origins } = plan.comparison
  const kinds = foldFiles(plan.files).sort((a, b) => effects.indexOf(worstOf(b.files)) - effects.indexOf(worstOf(a.files)) || compare(a.name, b.name))
  const rows = kinds.map(({ name, files, changes, whole }) => {
    const impact = worstImpact([...whole.flatMap((each) => each.impact ?? []), ...changes.map((each) => each.impact)])
    return `| ${code(name)} | ${hostsText(files.map(({ file }) => file.host))} | ${changes.length + whole.length} | ${impact === undefined ? '' : `**${impact.effect}**: ${escaped(impact.reason)}`} |`
  })
  const subjects = subjectLines(plan, new Set(), plain)
  const access = accessLines(
    (plan.access ?? []).filter(({ effect }) => effect !== 'neither'),
    plain,
  ).map((line) => line.trim())
  const details = kinds.map((kind) => kindLines(kind, { several: origins.length > 1, full: true, paint: plain }).join('\n')).join('\n\n')
  const todo = (steps ? stepsOfPlan(plan) : undefined) ?? []
  const sections = [
    '### What this change will do',
    summaryLines(plan).map(escaped).join('  \n'),
    ...(access.length === 0 ? [] : [list('Access (+ widened, - narrowed)', access.map(code))]),
    ...(subjects.length === 0 ? [] : [list('Hosts, clusters, instances, services', subjects.map(code))]),
    ...(rows.length === 0 ? [] : [['| files | hosts | changes | at worst |', '|---|---|---|---|', ...limited(rows, 25)].join('\n')]),
    ...(origins.length === 0 ? [] : [folded('In the inventory', origins.map((origin) => originText(origin)).join('\n'))]),
    ...(details === '' ? [] : [folded('Every change', details)]),
    ...(todo.length === 0 ? [] : [folded('Steps', stepsText(todo).trimEnd())]),
    ...(text ? [folded('Texts', unifiedText(plan), 'diff')] : []),
  ]
  return `${sections.join('\n\n')}\n`
}

function worstImpact(impacts: readonly Impact[]): Impact | undefined {
  return impacts.reduce<Impact | undefined>(
    (worst, impact) => (worst === undefined || effects.indexOf(impact.effect) > effects.indexOf(worst.effect) ? impact : worst),
    undefined,
  )
}

function list(title: string, items: readonly string[]): string {
  return [`**${title}**`, '', ...limited(items, 10).map((item) => `- ${item}`)].join('\n')
}

function limited(lines: readonly string[], count: number): string[] {
  return lines.length <= count ? [...lines] : [...lines.slice(0, count - 1), `... and ${lines.length - count + 1} more`]
}

function folded(title: string, content: string, language = ''): string {
  const shown = content.length > most ? `${content.slice(0, most)}\n... (cut: the rest is in the output of \`pgcompile diff --full\`)` : content
  const fence = '`'.repeat(Math.max(3, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length + 1)))
  return `<details><summary>${title}</summary>\n\n${fence}${language}\n${shown}\n${fence}\n\n</details>`
}

/** Text between backticks that it does not end itself. */
function code(text: string): string {
  return `\`${text.replaceAll('`', "'").replaceAll('|', '\\|')}\``
}

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|]/g, '\\$&')
}
