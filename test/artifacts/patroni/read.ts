import { parse } from 'yaml'
import { compileValid, minimal, type Parts } from '../../compile.js'

/** The parts of patroni.yml that tests look at; the rest is whatever the file says. */
export interface PatroniFile {
  scope: unknown
  namespace: unknown
  citus?: unknown
  log: Record<string, unknown>
  etcd3: Record<string, unknown>
  restapi: Record<string, unknown>
  ctl: Record<string, unknown>
  tags: Record<string, unknown>
  watchdog: Record<string, unknown>
  bootstrap: { initdb: unknown[]; dcs: Record<string, unknown> & { postgresql: { parameters: Record<string, unknown> } } }
  postgresql: Record<string, unknown> & { authentication: Record<string, Record<string, unknown>> }
}

export const path = '/etc/patroni/patroni.yml'

/** patroni.yml of one host as YAML 1.1 reads it, from a small inventory. */
export function patroniOf(parts: Parts, { host = '10.10.10.11', facts }: { host?: string; facts?: string } = {}): PatroniFile {
  return parse(compileValid(minimal(parts), facts === undefined ? {} : { facts }).file(host, path), { version: '1.1', schema: 'yaml-1.1' })
}

export const settingsOf = (file: PatroniFile): Record<string, unknown> => file.bootstrap.dcs.postgresql.parameters
