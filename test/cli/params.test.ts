import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { build, pgcompile } from './run.js'

beforeAll(build, 60_000)
const run = (...args: string[]) => pgcompile(args, { cwd: '.' })

describe('pgcompile params', () => {
  test('a parameter', () => {
    const { status, stdout, stderr } = run('params', 'pg_vip_address')
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^pg_vip_address\n {2}Address and prefix length of the cluster vip\.\n/)
    expect(stdout).toContain('vip-manager/vip-manager.yml')
  })

  test('all of them', () => {
    expect(run('params')).toMatchObject({ status: 0, stderr: '', stdout: expect.stringMatching(/^ {2}pg_port +/m) })
  })

  test.each([
    ['pg_prot', 'there is no parameter "pg_prot"; did you mean pg_port?'],
    ['constructor', 'there is no parameter "constructor"; pgcompile params lists them'],
    ['redis_mode', 'redis_mode is a parameter of the module REDIS, and no compiled file depends on it'],
    ['pg_services_extra', 'pg_services_extra is a parameter of an older version that nothing reads any more. Rename it to pg_services.'],
  ])('%s', (name, message) => {
    expect(run('params', name)).toEqual({ status: 1, stdout: '', stderr: `pgcompile: ${message}\n` })
  })
})

describe('pgcompile schema', () => {
  test('is schema/inventory.schema.json', () => {
    expect(run('schema')).toEqual({ status: 0, stdout: readFileSync('schema/inventory.schema.json', 'utf8'), stderr: '' })
  })

  test('its help shows how to use it', () => {
    expect(run('schema', '--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('# yaml-language-server: $schema=./inventory.schema.json') })
  })
})
