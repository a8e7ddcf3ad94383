import type { Compilation } from '../../compile.js'
import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import type { EmittedFile } from '../../emit/emit.js'
import { topology } from '../../graph/topology.js'
import type { Model } from '../../model/model.js'
import { frame } from '../frame.js'
import { svg } from '../graph/svg.js'
import { summary } from '../summary.js'
import { counted, tally } from '../text.js'
import { accessSection, failureSection } from './answers.js'
import { clustersSection } from './clusters.js'
import { html, Markup } from './html.js'
import { policyOf } from './policy.js'
import { script } from './script.js'
import { style } from './style.js'

export interface PageOptions {
  /** The inventory, as the reader knows it. */
  readonly name: string
  /** The files with every credential replaced; a file that has one and is not among them is shown without its text. */
  readonly masked: readonly EmittedFile[]
}

/** One page about an inventory, complete in itself: it asks for nothing else, and its policy lets nothing else in. */
export function page(compilation: Compilation & { readonly model: Model }, { name, masked }: PageOptions): string {
  const { model, diagnostics, secrets, files } = compilation
  const picture = topology(model)
  const body = html`<a class="skip" href="#main">Skip to the content</a>
<header><h1>${name}</h1><p>${summary(compilation, files)}${diagnostics.length === 0 ? '' : `; ${tally(diagnostics)}`}</p></header>
<nav aria-label="Parts of this page"><a href="#picture">Picture</a><a href="#findings">Findings</a><a href="#clusters">Clusters</a><a href="#access">Access</a><a href="#failures">Failures</a><a href="#files">Files</a></nav>
<main id="main">
<section id="picture"><h2>Picture</h2><div class="scroll" tabindex="0" role="region" aria-label="Topology">${new Markup(svg(picture, 'all'))}</div>
${picture.open.length > 0 ? undefined : opened(model)}</section>
<section id="findings"><h2>Findings</h2>${diagnostics.length === 0 ? html`<p class="good">nothing to report</p>` : diagnostics.map((finding) => findingPart(finding, secrets))}</section>
${clustersSection(model)}
${accessSection(model)}
${failureSection(model)}
${filesSection(files, masked)}
</main>`
  return document(name, body)
}

/** Each cluster opened, where the picture of all has it as one box. */
function opened(model: Model): Markup {
  return html`${model.clusters.map(
    (cluster, index) =>
      html`<details><summary>${cluster.name}</summary><div class="scroll" tabindex="0" role="region" aria-label="Cluster ${cluster.name}">${new Markup(svg(topology(model, cluster), `c${index}`))}</div></details>`,
  )}`
}

function findingPart(finding: Diagnostic, secrets: Compilation['secrets']): Markup {
  const [, ...picture] = frame(finding, { secrets, width: 140 }).split('\n')
  return html`<div class="finding"><p><span class="${finding.severity}">${finding.severity}</span> <code>${finding.code}</code> ${finding.message}</p><pre tabindex="0">${finding.at.toString()}
${picture.join('\n')}</pre></div>`
}

/** Equal texts are in the page once. */
function filesSection(files: readonly EmittedFile[], masked: readonly EmittedFile[]): Markup {
  const shown = new Map(masked.map((file) => [`${file.host}:${file.path}`, file.text]))
  const texts = new Map<string, number>()
  const number = (text: string): number => {
    const known = texts.get(text) ?? texts.size
    texts.set(text, known)
    return known
  }
  const byHost = new Map<string, EmittedFile[]>()
  for (const file of files) byHost.set(file.host, [...(byHost.get(file.host) ?? []), file])
  const groups = [...byHost].map(
    ([host, own]) =>
      html`<div><h3>${host} <span class="soft">${counted(own.length, 'file')}</span></h3>${own.map((file) => {
        const text = file.secret ? (shown.get(`${host}:${file.path}`) ?? 'This file holds credentials; its text is not in this page.') : file.text
        return html`<button type="button" class="mono" data-text="${number(text)}" title="${host}:${file.path}">${file.path}</button>`
      })}</div>`,
  )
  // Read by the script as text: no `<` may end the element.
  const contents = new Markup(JSON.stringify([...texts.keys()]).replaceAll('<', '\\u003c'))
  return html`<section id="files"><h2>Files</h2><label for="search" class="soft">Words in paths and texts; credentials are replaced by xxxxxxxx</label>
<input type="search" id="search" autocomplete="off"><p class="soft" id="count" role="status"></p>
<div class="files"><div class="list" id="list">${groups}</div><div class="view"><h3 class="mono" id="path"></h3><pre tabindex="0" aria-labelledby="path"><code id="text"></code></pre></div></div>
<script type="application/json" id="contents">${contents}</script></section>`
}

function document(title: string, body: Markup): string {
  const styles = [style, ...[...body.text.matchAll(/<style>([^<]*)<\/style>/g)].map(([, text]) => text ?? '')]
  const policy = policyOf(styles, [script])
  return `${
    html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>${new Markup(style)}</style></head>
<body>
${body}
<script>${new Markup(script)}</script>
</body>
</html>`.text
  }\n`
}
