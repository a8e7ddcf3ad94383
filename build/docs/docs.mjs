import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Application } from 'typedoc'

process.chdir(fileURLToPath(new URL('../..', import.meta.url)))

// The documentation of the library, of what its two entries export, from the comments in src/.
const app = await Application.bootstrapWithPlugins({
  name: 'pgcompile',
  entryPoints: ['src/index.ts', 'src/core.ts'],
  tsconfig: 'tsconfig.json',
  out: process.argv[2] ?? 'docs',
  readme: 'none',
  excludeInternal: true,
  excludePrivate: true,
  disableGit: true,
  disableSources: true,
  hideGenerator: true,
  skipErrorChecking: true,
  validation: { notExported: false, invalidLink: true, notDocumented: false },
  treatWarningsAsErrors: true,
})
const project = await app.convert()
if (project !== undefined) {
  app.validate(project)
  await app.generateOutputs(project)
}
if (project === undefined || app.logger.hasErrors() || app.logger.hasWarnings()) process.exitCode = 1
else process.stdout.write(`${resolve(app.options.getValue('out'), 'index.html')}\n`)
