import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Figure, median, type Outcome, time } from './figure.js'
import { fleet } from './fleet.js'
import { compileText, type Library } from './library.js'
import { inTurns, measure } from './measure.js'
import type { Setting } from './setting.js'

/** Writes the files of one JSON document, which it has in memory before the clock starts, and says how long that took. */
const bareWriter = `
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
const [list, root] = process.argv.slice(2)
const files = JSON.parse(readFileSync(list, 'utf8'))
const began = performance.now()
const before = process.cpuUsage()
const made = new Set()
for (const [path, mode, text] of files) {
  const folder = root + dirname(path)
  if (!made.has(folder)) {
    mkdirSync(folder, { recursive: true })
    made.add(folder)
  }
  writeFileSync(root + path, text, { mode })
}
const { user, system } = process.cpuUsage(before)
console.log(JSON.stringify({ wall: performance.now() - began, cpu: (user + system) / 1000 }))
`

/** Compiling and writing a tree, the command as a whole, beside the start of Node and the mere writing of the same files. */
export async function write(setting: Setting): Promise<Outcome> {
  const { folder, cli, library, full, progress } = setting
  const { compile, Source }: Library = await import(library)
  const writer = join(folder, 'writer.mjs')
  writeFileSync(writer, bareWriter)
  const inventories = [
    { runs: 9, text: readFileSync('fixtures/deployments/single.yml', 'utf8') },
    { runs: 9, text: fleet(2, 1) },
    { runs: 7, text: fleet(10, 1) },
    { runs: 3, text: fleet(145, 1) },
    ...(full ? [{ runs: 1, text: fleet(1500, 1) }] : []),
  ]
  const figures = inventories.map(({ runs, text }): Figure => {
    const inventory = join(folder, 'inventory.yml')
    const list = join(folder, 'files.json')
    writeFileSync(inventory, text)
    const files = compileText({ compile, Source }, text).files
    const own = files.map((file): [string, number, string] => [`/hosts/${file.host}${file.path}`, Number.parseInt(file.mode, 8), file.text])
    writeFileSync(list, JSON.stringify(own))
    progress(`${files.length} files`)
    // Each run into a directory of its own: where many files were just removed, a file system makes new ones many times slower.
    const trees = join(folder, 'trees')
    mkdirSync(trees)
    let run = 0
    const taken = inTurns(runs, {
      node: () => measure(folder, ['-e', '0']),
      bare: () => measure(folder, [writer, list, join(trees, `${++run}`)], 4096),
      // As users run it: another limit of the heap is another V8 to the code cache, which would not be taken.
      own: () => measure(folder, [cli, inventory, '-o', join(trees, `${++run}`)]),
    })
    const bare = median(taken.bare.map(({ said }) => (said as { wall: number }).wall)) + median(taken.node.map(({ wall }) => wall))
    const wall = median(taken.own.map((each) => each.wall))
    rmSync(trees, { recursive: true })
    return {
      scenario: 'Compile and write',
      name: `${files.length} files`,
      measured: time(wall),
      baseline: `bare writer: ${time(bare)}`,
      ratio: wall / bare,
      // Of fewer files hardly more than the start is measured, which has goals of its own.
      ...(files.length < 100 ? {} : { goal: 1.5 }),
    }
  })
  return { figures }
}
