import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Writes the names, versions and licences of the packages whose code is in bundles, by what esbuild says of those. */
export function writeNotices(file, metafiles) {
  writeFileSync(file, noticesOf(metafiles, 'Its files in dist/ hold'))
}

/** The same as text; `holds` begins the sentence about the packages. */
export function noticesOf(metafiles, holds) {
  const inputs = metafiles.flatMap(({ outputs }) => Object.values(outputs).flatMap((output) => Object.keys(output.inputs)))
  const folders = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []))
  const head = `pgcompile is under the licence in LICENSE. ${holds} code of these packages, under licences of their own.\n`
  return [head, ...[...folders].sort().map(notice)].join(`\n${'-'.repeat(80)}\n\n`)
}

function notice(folder) {
  const { name, version, license, repository, homepage } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const texts = readdirSync(folder).filter((entry) => /^(licen[cs]e|copying|notice)(\.|$)/i.test(entry))
  if (texts.length === 0) throw new Error(`${name} has no text of its licence (${license}): it cannot be in dist/`)
  const address = homepage ?? (typeof repository === 'string' ? repository : repository?.url)
  const title = `${name} ${version} (${license})${address === undefined ? '' : `\n${address.replace(/^git\+|\.git$|#readme$/g, '')}`}`
  return [title, ...texts.sort().map((entry) => readFileSync(join(folder, entry), 'utf8').trim().replaceAll('\r\n', '\n'))].join('\n\n').concat('\n')
}
