import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { compiledSide } from '../../src/diff/compiled-side.js'
import type { Side } from '../../src/diff/side.js'
import { Source } from '../../src/source/source.js'

/** Sizes for every host. */
const machine = `'*': { node_cpu: 4, node_mem_mb: 16384, node_fs_bytes: 42949672960 }\n`

/** The side that an inventory text makes; undefined where it has errors. */
export function trySide(text: string, name = 'inventory.yml'): Side | undefined {
  return compiledSide(name, { inventories: [new Source(name, text)], facts: [new Source('facts.yml', machine)] }).side
}

/** The same, and the test fails where there are some. */
export function sideOf(text: string, name = 'inventory.yml'): Side {
  const { side, diagnostics } = compiledSide(name, { inventories: [new Source(name, text)], facts: [new Source('facts.yml', machine)] })
  if (side === undefined)
    expect.fail(
      diagnostics
        .filter(({ severity }) => severity === 'error')
        .map(({ at, message }) => `${at}: ${message}`)
        .join('\n'),
    )
  return side
}

/** A text of fixtures/deployments, with replacements that must all hit. */
export function deployment(name: string, ...replacements: readonly (readonly [RegExp | string, string])[]): string {
  return replacements.reduce(
    (text, [from, to]) => {
      const replaced = text.replace(from, to)
      expect(replaced, `${from} is in ${name}`).not.toBe(text)
      return replaced
    },
    readFileSync(`fixtures/deployments/${name}.yml`, 'utf8'),
  )
}

/** A side that knows no more than a tree on disk does. */
export function asTree({ name, files }: Side): Side {
  return { name, kind: 'tree', files }
}

/** A side as it is fetched from hosts: texts only. */
export function asFetched({ name, files }: Side, keep: (path: string) => boolean = () => true): Side {
  return { name, kind: 'files', files: files.filter(({ path }) => keep(path)).map(({ host, path, text }) => ({ host, path, text, secret: false })) }
}
