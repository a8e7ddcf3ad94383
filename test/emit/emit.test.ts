import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Artifact, defineArtifact, type FileSpec, type FormatId } from '../../src/artifacts/artifact.js'
import { Sink } from '../../src/diagnostics/sink.js'
import { emit } from '../../src/emit/emit.js'
import { manifest } from '../../src/emit/manifest.js'
import type { Model } from '../../src/model/model.js'
import { sha256 } from '../../src/source/sha256.js'
import { Source } from '../../src/source/source.js'
import { Span } from '../../src/source/span.js'
import { Float } from '../../src/syntax/float.js'
import { compileTemplate } from './compile-template.js'

const source = new Source('pigsty.yml', 'all:\n  hosts:\n')
// The artifacts of this test look at no model.
const model: Model = {
  site: { admin: { family: 4, number: 0n, text: '0.0.0.0' }, infra: [], etcd: [] },
  hosts: [],
  clusters: [],
  services: [],
  listenersOf: () => [],
  defaultPasswords: [],
  stores: [],
}

function spec<V>(host: string, path: string, view: V, more: Partial<FileSpec<V>> = {}): FileSpec<V> {
  return { host, path, owner: 'root', group: 'root', mode: '0644', secret: false, at: new Span(source, 0, 3), view, ...more }
}

function artifact<V>(format: FormatId, files: readonly FileSpec<V>[], content?: (view: V) => unknown): Artifact<V> {
  return defineArtifact<V>({
    id: 'part/file',
    component: 'part',
    format,
    impact: { action: 'reload', unit: 'part.service' },
    uses: [],
    files: () => files,
    ...(content === undefined ? {} : { content }),
  })
}

function run(template: string, ...artifacts: readonly Artifact<unknown>[]) {
  const sink = new Sink()
  return { files: emit(artifacts, model, sink, { templates: { 'part/file': compileTemplate(template) } }), found: sink.list() }
}

const whole = '# header\n{{ view | block(0) }}\n'

describe('emit', () => {
  test('gives what installing a file needs, by host and path in code-unit order', () => {
    const { files, found } = run(
      whole,
      artifact('yaml', [spec('b', '/x', { a: 1 }), spec('a', '/é', { a: 1 }), spec('B', '/x', { a: 1 })]),
      artifact('yaml', [spec('a', '/Z', { a: new Float(8) }, { secret: true, instance: 'pg-test-1', mode: '0600' })]),
    )
    expect(found).toEqual([])
    expect(files.map((file) => file.host + file.path)).toEqual(['B/x', 'a/Z', 'a/é', 'b/x'])
    expect(files[1]).toEqual({
      artifact: 'part/file',
      host: 'a',
      path: '/Z',
      owner: 'root',
      group: 'root',
      mode: '0600',
      secret: true,
      component: 'part',
      instance: 'pg-test-1',
      impact: { action: 'reload', unit: 'part.service' },
      text: '# header\na: 8.0\n',
    })
    expect(files[0]).not.toHaveProperty('instance')
  })

  test('a file that holds something else than its view is a bug that names the place and no value', () => {
    const view = { list: ['hunter1', 'hunter2'], port: 1 }
    const printing = (template: string) => () => run(template, artifact('yaml', [spec('a', '/x', view)]))
    expect(printing('list: ["hunter1", "other"]\nport: 1')).toThrow('part/file: what was printed differs from what was decided at view.list[1]')
    expect(printing('list: ["hunter1"]\nport: 1')).toThrow(/at view\.list\[1\]$/)
    expect(printing('list: ["hunter1", "hunter2", "x"]\nport: 1')).toThrow(/at view\.list\[2\]$/)
    expect(printing('list: ["hunter1", "hunter2"]\nport: "1"')).toThrow(/at view\.port$/)
    expect(printing('list: ["hunter1", "hunter2"]')).toThrow(/at view\.port$/)
    expect(printing('list: ["hunter1", "hunter2"]\nport: 1\nmore: 1')).toThrow(/at view\.more$/)
    expect(printing('{ hunter2')).toThrow(/^part\/file: what was printed is not yaml$/)
  })

  test('compares with what the artifact says its file holds; untyped formats hold digits', () => {
    const view = { key: 'a', value: 5 }
    const template = '# header\n[global]\n{{ key | key }}={{ value | pgbackrest }}\n'
    const content = (v: typeof view) => [['global', [[v.key, v.value]]]]
    expect(run(template, artifact('pgbackrest', [spec('a', '/x', view)], content)).files).toHaveLength(1)
    expect(() =>
      run(
        template,
        artifact('pgbackrest', [spec('a', '/x', view)], () => [['global', [['a', '6']]]]),
      ),
    ).toThrow(/at view\[0\]\[1\]\[0\]\[1\]$/)
  })

  test('equal texts of different views are still compared each', () => {
    const files = [spec('a', '/x', { v: 1 }), spec('b', '/x', { v: 2 })]
    expect(() => run('v: 1', artifact('yaml', files))).toThrow(/at view\.v$/)
  })

  test('a value that the format cannot hold is an error at the place that asked for the file', () => {
    const files = [spec('a', '/x', { v: 'hunter2\n' }, { at: new Span(source, 7, 12) }), spec('b', '/x', { v: 'fine' })]
    const { files: emitted, found } = run(
      '[global]\nv={{ v | pgbackrest }}',
      artifact('pgbackrest', files, (view) => [['global', [['v', view.v]]]]),
    )
    expect(emitted.map((file) => file.host)).toEqual(['b'])
    expect(found).toMatchObject([
      {
        code: 'value-not-expressible',
        severity: 'error',
        message: '/x on a cannot be written: a pgBackRest value cannot hold a line break',
      },
    ])
    expect(String(found[0]?.at)).toBe('pigsty.yml:2:3')
  })

  test('a file asked for twice is an error that shows both places', () => {
    const { files, found } = run(
      whole,
      artifact('yaml', [spec('a', '/x', { v: 1 })]),
      artifact('yaml', [spec('b', '/x', { v: 1 }), spec('a', '/x', { v: 1 }, { at: new Span(source, 7, 12) })]),
    )
    expect(files.map((file) => file.host)).toEqual(['a', 'b'])
    expect(found).toMatchObject([{ code: 'file-written-twice', message: '/x on a is asked for twice; only one can be installed' }])
    expect(String(found[0]?.at)).toBe('pigsty.yml:2:3')
    expect(found[0]?.related.map(({ at }) => String(at))).toEqual(['pigsty.yml:1:1'])
  })
})

describe('manifest', () => {
  test('has one file a line', () => {
    const { files } = run(whole, artifact('yaml', [spec('b', '/x', { a: 'ü' }), spec('a', '/x', { a: 'u' }, { instance: 'pg-test-1' })]))
    const text = manifest(files)
    expect(text.split('\n')).toHaveLength(9)
    expect(JSON.parse(text)).toEqual({
      version: 1,
      generator: 'pgcompile',
      files: files.map(({ text: content, ...file }) => ({
        ...file,
        instance: file.instance ?? null,
        size: Buffer.byteLength(content),
        sha256: createHash('sha256').update(content).digest('hex'),
      })),
    })
    const hashed: Uint8Array[] = []
    const own = (bytes: Uint8Array): string => {
      hashed.push(bytes)
      return createHash('sha256').update(bytes).digest('hex')
    }
    expect(manifest(files, undefined, own)).toBe(text)
    expect(hashed.length).toBe(2)
    expect(JSON.parse(manifest([]))).toEqual({ version: 1, generator: 'pgcompile', files: [] })
  })

  test('sha256 is that of the platform', () => {
    const expected = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
    for (const size of [0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1000])
      expect(sha256(new Uint8Array(size).fill(size))).toBe(expected(new Uint8Array(size).fill(size)))
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(3), (bytes, skip) => {
        const part = bytes.subarray(skip)
        expect(sha256(part)).toBe(expected(part))
      }),
    )
  })
})
