import type { EdgeKind, Graph, NodeKind } from '../../graph/graph.js'
import { type Arrow, type Frame, layout, type Placed, sizes, textWidth } from './layout.js'

/** Colours by name, light and dark; hues from a palette that the colour-blind tell apart, and every kind also has a shape or a dash of its own. */
const palette: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  paper: ['#ffffff', '#15181c'],
  ink: ['#1b1f24', '#e6e8eb'],
  soft: ['#59636e', '#9aa4af'],
  frame: ['#f3f5f7', '#1d2228'],
  rim: ['#c4ccd4', '#3c454f'],
  box: ['#ffffff', '#22282f'],
  primary: ['#cfe4fb', '#12395f'],
  replica: ['#e9f2fc', '#1b2c3f'],
  offline: ['#f1ead9', '#3a331f'],
  service: ['#e3f3ec', '#173528'],
  pool: ['#f0eaf7', '#2e2440'],
  store: ['#fbeedd', '#402d14'],
  way: ['#4b5560', '#aab4bf'],
  replication: ['#0b62c4', '#6fb1ff'],
  backup: ['#a05a00', '#f0a94a'],
  lock: ['#7a3fb0', '#c79bf2'],
}

const fills: Readonly<Record<NodeKind, string>> = {
  clients: 'box',
  dns: 'box',
  vip: 'box',
  service: 'service',
  pool: 'pool',
  instance: 'replica',
  repository: 'store',
  etcd: 'box',
  infra: 'box',
  cluster: 'replica',
  server: 'box',
}

const strokes: Readonly<Record<EdgeKind, { readonly colour: string; readonly dash?: string; readonly words: string }>> = {
  way: { colour: 'way', words: "a client's way" },
  standby: { colour: 'way', dash: '5 4', words: 'only when no other server is up' },
  replication: { colour: 'replication', words: 'replication' },
  backup: { colour: 'backup', words: 'backups and WAL' },
  lock: { colour: 'lock', dash: '2 3', words: 'leader lock' },
  metrics: { colour: 'soft', dash: '1 4', words: 'metrics' },
}

/** A self-contained picture: no script, no font, no other file; follows the reader's dark or light. `prefix` keeps ids apart where a page has several. */
export function svg(graph: Graph, prefix = 'g'): string {
  const placed = layout(graph)
  const legend = legendOf(graph)
  const width = Math.max(placed.width, legend.width + 48)
  const height = placed.height + 34
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${prefix}-title ${prefix}-desc" class="${prefix}">`,
    `<title id="${prefix}-title">${escaped(graph.title)}</title>`,
    `<desc id="${prefix}-desc">${escaped(inWords(graph))}</desc>`,
    `<style>${styles(prefix)}</style>`,
    `<defs>${[...new Set(Object.values(strokes).map(({ colour }) => colour))].map((colour) => marker(prefix, colour)).join('')}</defs>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    ...placed.frames.map(frame),
    ...placed.arrows.map((arrow) => line(prefix, arrow)),
    ...placed.nodes.map(box),
    ...placed.arrows.map(label),
    `<g transform="translate(24 ${placed.height + 6})">${legend.text}</g>`,
    '</svg>',
    '',
  ].join('\n')
}

function styles(prefix: string): string {
  const set = (index: 0 | 1): string =>
    Object.entries(palette)
      .map(([name, colours]) => `--${name}:${colours[index]}`)
      .join(';')
  return [
    `.${prefix}{${set(0)};font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace}`,
    `@media (prefers-color-scheme:dark){.${prefix}{${set(1)}}}`,
    `.${prefix} .paper{fill:var(--paper)}.${prefix} .frame{fill:var(--frame);stroke:var(--rim)}`,
    `.${prefix} text{fill:var(--ink);font-size:${sizes.line}px}.${prefix} .t{font-size:${sizes.title}px;font-weight:600}.${prefix} .s{fill:var(--soft)}`,
    `.${prefix} .b{stroke:var(--rim);stroke-width:1.2}.${prefix} .e{fill:none;stroke-width:1.5}.${prefix} .tag{fill:var(--paper);opacity:.88}`,
  ].join('')
}

function marker(prefix: string, colour: string): string {
  return `<marker id="${prefix}-${colour}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0.5 8 4 0 7.5z" fill="var(--${colour})"/></marker>`
}

function frame({ cluster, x, y, width, height }: Frame): string {
  return `<g><rect class="frame" x="${r(x)}" y="${r(y)}" width="${r(width)}" height="${r(height)}" rx="10"/><text class="t s" x="${r(x + 12)}" y="${r(y + 18)}">${escaped(cluster)}</text></g>`
}

function box({ id, kind, role, title, lines, x, y, width, height }: Placed): string {
  const fill = role === 'primary' ? 'primary' : role === 'offline' || role === 'delayed' ? 'offline' : fills[kind]
  const shape = `class="b" fill="var(--${fill})" ${role === 'primary' ? 'stroke-width="2"' : ''}`
  const round = kind === 'service' || kind === 'clients' ? height / 2 : kind === 'repository' ? 2 : 6
  const centre = x + width / 2
  const texts = [title, ...lines].map((text, index) => {
    const at = y + sizes.padding / 2 + sizes.lineHeight * (index + 0.75)
    return `<text ${index === 0 ? 'class="t"' : 'class="s"'} x="${r(centre)}" y="${r(at)}" text-anchor="middle">${escaped(text)}</text>`
  })
  return `<g id="${id}"><rect ${shape} x="${r(x)}" y="${r(y)}" width="${r(width)}" height="${r(height)}" rx="${r(round)}"/>${texts.join('')}</g>`
}

function line(prefix: string, { kind, points }: Arrow): string {
  const { colour, dash } = strokes[kind]
  return `<path class="e" d="${curve(points, kind)}" stroke="var(--${colour})"${dash === undefined ? '' : ` stroke-dasharray="${dash}"`} marker-end="url(#${prefix}-${colour})"/>`
}

/** Through all points, level at each: boxes stand side by side, and so do the bends between them. A bow goes out and comes back. */
function curve(points: Arrow['points'], kind: EdgeKind): string {
  const [first, ...rest] = points
  if (first === undefined) return ''
  const [out, back, end] = rest
  if (kind === 'replication' && out !== undefined && back !== undefined && end !== undefined && rest.length === 3 && out.x > end.x && back.x > end.x)
    return `M${r(first.x)} ${r(first.y)}C${r(out.x)} ${r(out.y)} ${r(back.x)} ${r(back.y)} ${r(end.x)} ${r(end.y)}`
  let from = first
  const parts = rest.map((to) => {
    const middle = (from.x + to.x) / 2
    const part = `C${r(middle)} ${r(from.y)} ${r(middle)} ${r(to.y)} ${r(to.x)} ${r(to.y)}`
    from = to
    return part
  })
  return `M${r(first.x)} ${r(first.y)}${parts.join('')}`
}

function label({ label: text, labelAt }: Arrow): string {
  if (text === undefined || labelAt === undefined) return ''
  const width = textWidth(text, sizes.line) + 8
  return `<g><rect class="tag" x="${r(labelAt.x - width / 2)}" y="${r(labelAt.y - 8)}" width="${r(width)}" height="16" rx="3"/><text class="s" x="${r(labelAt.x)}" y="${r(labelAt.y + 4)}" text-anchor="middle">${escaped(text)}</text></g>`
}

/** Only what the picture has. */
function legendOf({ edges }: Graph): { readonly text: string; readonly width: number } {
  let x = 0
  const parts = Object.entries(strokes).flatMap(([kind, { colour, dash, words }]) => {
    if (!edges.some((edge) => edge.kind === kind)) return []
    const at = x
    x += 34 + textWidth(words, sizes.line) + 22
    return `<path class="e" d="M${r(at)} 8h26" stroke="var(--${colour})"${dash === undefined ? '' : ` stroke-dasharray="${dash}"`}/><text class="s" x="${r(at + 34)}" y="12">${escaped(words)}</text>`
  })
  return { text: parts.join(''), width: x }
}

function inWords({ nodes, edges }: Graph): string {
  const count = (kind: NodeKind): number => nodes.filter((node) => node.kind === kind).length
  return `${count('service')} services, ${count('instance')} instances, ${count('cluster')} folded clusters, ${edges.length} connections`
}

const r = (number: number): string => String(Math.round(number * 10) / 10)

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
}
