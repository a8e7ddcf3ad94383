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

/** Characters of all details together: a comment on a pull request may have 65536 in all. */
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
    ...folded([
      { title: 'In the inventory', content: origins.map((origin) => originText(origin)).join('\n') },
      { title: 'Every change', content: details },
      { title: 'Steps', content: stepsText(todo).trimEnd() },
      { title: 'Texts', content: text ? unifiedText(plan) : '', language: 'diff' },
    ]),
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

interface Detail {
  readonly title: string
  readonly content: string
  readonly language?: string
}

/** Parts that a click opens, of those that have something; the short ones whole, and what they leave is divided among the others. */
function folded(details: readonly Detail[]): string[] {
  const parts = details.filter(({ content }) => content !== '')
  const lengths = parts.map(({ content }) => content.length).sort((a, b) => a - b)
  const spare = (at: number): number => most - lengths.slice(0, at).reduce((sum, length) => sum + length, 0)
  const cut = lengths.findIndex((length, at) => length > spare(at) / (lengths.length - at))
  const limit = cut < 0 ? most : Math.floor(spare(cut) / (lengths.length - cut))
  return parts.map((part) => fold(part, limit))
}

function fold({ title, content, language = '' }: Detail, limit: number): string {
  const shown = content.length > limit ? `${content.slice(0, limit)}\n... (cut: the rest is in the output of \`pgcompile diff --full\`)` : content
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
