import { readdirSync, readFileSync } from 'node:fs'
import { compile } from '../../src/compile.js'
import type { EmittedFile } from '../../src/emit/emit.js'
import { Source } from '../../src/source/source.js'

/** Every golden deployment for Debian 12, whose daemons the tests ask. */
export interface Deployment {
  readonly name: string
  readonly files: readonly EmittedFile[]
}

const extraVariables = ['pgcompile_target=debian-12', 'pg_version=15', 'os_package=deb', 'os_version=12'].map((text) => ({
  source: new Source(text, text),
  form: 'argument' as const,
}))

/** Lines that ask for what PostgreSQL 15 and pgBackRest 2.45 do not have. */
const tooNew = /^ *(vacuum_buffer_usage_limit: 16MB|block: yes)\n/gm

export const deployments: readonly Deployment[] = readdirSync('fixtures/deployments').map((file) => {
  const path = `fixtures/deployments/${file}`
  const { files, diagnostics } = compile({ inventories: [new Source(path, readFileSync(path, 'utf8').replace(tooNew, ''))], extraVariables })
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ at, message }) => `${at}: ${message}`)
  if (errors.length > 0) throw new Error(errors.join('\n'))
  return { name: file.replace(/\.yml$/, ''), files }
})

/** One emitted file, and the deployment that has it. */
export interface Found extends EmittedFile {
  readonly deployment: Deployment
  /** For messages: deployment, host and path. */
  readonly where: string
}

/** The files of one artifact in all deployments. */
export function filesOf(artifact: string): readonly Found[] {
  return deployments.flatMap((deployment) =>
    deployment.files
      .filter((file) => file.artifact === artifact)
      .map((file) => ({ ...file, deployment, where: `${deployment.name} ${file.host}:${file.path}` })),
  )
}

/** One of each group of equal things. */
export function distinct<T>(all: readonly T[], key: (one: T) => string): readonly T[] {
  return [...new Map(all.map((one) => [key(one), one])).values()]
}
