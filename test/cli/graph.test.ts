import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { build, pgcompile } from './run.js'

const folder = mkdtempSync(join(tmpdir(), 'pgcompile-graph-'))
const fleet = join(process.cwd(), 'fixtures/deployments/fleet.yml')
const run = (args: readonly string[]) => pgcompile(args, { cwd: folder })

beforeAll(build, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('graph', () => {
  test('prints a picture, or writes it', () => {
    expect(run(['graph', fleet]).stdout).toMatch(/^<svg /)
    expect(run(['graph', fleet, '--cluster', 'orders', '--format', 'mermaid']).stdout).toMatch(/^flowchart LR\n/)
    expect(JSON.parse(run(['graph', fleet, '--format', 'json']).stdout)).toMatchObject({ schemaVersion: 1 })
    expect(run(['graph', fleet, '-o', 'fleet.svg'])).toMatchObject({ status: 0, stdout: '' })
    expect(readFileSync(join(folder, 'fleet.svg'), 'utf8')).toMatch(/^<svg [\s\S]*<\/svg>\n$/)
  })

  test.each([
    [['graph', fleet, '--cluster', 'order'], /there is no cluster "order"; did you mean orders\?/],
    [['graph', fleet, '-o', 'no/such/place.svg'], /cannot write no\/such\/place\.svg: there is no such file/],
    [['graph', fleet, '--format', 'png'], /svg, mermaid, dot, json/],
    [['report', fleet], /say where to write with -o/],
    [['graph', 'nothing.yml'], /cannot read nothing\.yml/],
  ])('%j says what is wrong', (args, message) => {
    const { status, stderr, stdout } = run(args)
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toMatch(message)
  })

  test('report writes a page', () => {
    expect(run(['report', fleet, '-o', 'report.html']).status).toBe(0)
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toMatch(/^<!doctype html>\n/)
  })
})
