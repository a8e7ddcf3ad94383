/** Runs the writer in a process of its own: `loop <out>`, `once <out> <wait>`, `full <folder>`, `user <out> <uid>`, `crowd <out> <thread>` and `stall <out> <thread>`. */
import { mkdirSync, readdirSync, statfsSync, truncateSync, unlinkSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { compareTree } from '../../../src/node/compare-tree.js'
import { Beside } from '../../../src/node/tree/beside.js'
import { treeFile } from '../../../src/node/tree/listed.js'
import { placesOf } from '../../../src/node/tree/places.js'
import { TreeWriter } from '../../../src/node/tree/writer.js'
import { writeTree } from '../../../src/node/write-tree.js'
import { addOwn, after, before, crowd, shape, type Tree } from './trees.js'

const [deed, place = '', more = ''] = process.argv.slice(2)

function attempt({ files, manifest }: Tree, wait = 5): string {
  try {
    writeTree(place, files, manifest, { wait, notice: (line) => writeSync(2, `${line}\n`) })
    return ''
  } catch (error) {
    return error instanceof Error && error.name === 'EnvironmentProblem' ? error.message : String(error)
  }
}

/** Writes one tree and the other until it is killed; says when the first is there. */
function loop(): void {
  writeTree(place, before.files, before.manifest)
  writeSync(1, 'ready\n')
  for (;;) for (const { files, manifest } of [after, before]) writeTree(place, files, manifest)
}

/** On a small disk: with ever more room, the new tree over the old one. What each attempt said, and which tree was there then. */
function full(): { said: string; shape: unknown; beside: string[] }[] {
  const out = join(place, 'out')
  const write = ({ files, manifest }: Tree): void => void writeTree(out, files, manifest)
  const ballast = join(place, 'ballast')
  const results = []
  write(before)
  addOwn(out)
  for (let room = 0; ; room++) {
    write(before)
    writeFileSync(ballast, Buffer.alloc(0))
    const { bsize, bfree } = statfsSync(place)
    writeFileSync(ballast, Buffer.alloc(Math.max(0, bfree - room) * bsize))
    let said = ''
    try {
      write(after)
    } catch (error) {
      said = error instanceof Error ? error.message : 'thrown'
    }
    truncateSync(ballast)
    results.push({ said, shape: shape(out), beside: readdirSync(place).sort() })
    if (said === '') break
  }
  unlinkSync(ballast)
  return results
}

/** As a user without rights. */
function user(): { wrote: string; compared: string } {
  process.setgroups?.([])
  process.setgid?.(Number(more))
  process.setuid?.(Number(more))
  const wrote = attempt(after)
  try {
    return { wrote, compared: compareTree(place, after.files, after.manifest).length === 0 ? 'equal' : 'differs' }
  } catch (error) {
    return { wrote, compared: error instanceof Error ? error.message : 'thrown' }
  }
}

/** Many files over a small tree, written by a second thread, the script of which is `more`. */
function delivered(begun = (): void => {}): TreeWriter {
  const writer = TreeWriter.open(placesOf(place, 'write'), { maker: (places) => new Beside(places, more, { slow: 1 }) })
  for (const [index, each] of crowd(3000).files.entries()) {
    if (index === 300) begun()
    writer.add(treeFile(each))
  }
  return writer
}

/** That on a disk too small for it: what it said, and the tree before and after. */
function crowded(): { message: string; old: unknown; now: unknown; beside: string[] } {
  writeTree(place, before.files, before.manifest)
  const old = shape(place)
  let message = ''
  try {
    delivered().finish('')
  } catch (error) {
    message = error instanceof Error ? error.message : 'thrown'
  }
  return { message, old, now: shape(place), beside: readdirSync(join(place, '..')) }
}

/** That without an end; says when the thread begins. */
function stall(): void {
  delivered(() => writeSync(1, 'ready\n'))
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000)
}

if (deed === 'loop') loop()
if (deed === 'crowd') writeSync(1, JSON.stringify(crowded()))
if (deed === 'stall') stall()
if (deed === 'once') {
  mkdirSync(join(place, '..'), { recursive: true })
  writeSync(1, attempt(after, Number(more)))
}
if (deed === 'full') writeSync(1, JSON.stringify(full()))
if (deed === 'user') writeSync(1, JSON.stringify(user()))
