import type { PlannedFile } from '../plan.js'
import { extract, removal } from './commands.js'
import type { Draft, StepFile } from './step.js'

/** Puts the changed files of one host and stage in their places, and takes away those that are gone. Nothing reads them yet. */
export function installStep({ host, phase, lanes }: Pick<Draft, 'host' | 'phase' | 'lanes'>, files: readonly PlannedFile['file'][]): Draft {
  const put = files.filter(({ kind }) => kind !== 'removed')
  const gone = files.flatMap((file) => (file.kind === 'removed' ? [file.path] : movedFrom(file)))
  const fresh = put.filter(({ kind }) => kind === 'added').map(({ path }) => path)
  const known = [...files.filter(({ kind }) => kind === 'changed').map(({ path, before }) => before?.path ?? path), ...gone]
  const former = [...new Set(known)]
  return {
    id: `files-${phase}@${host}`,
    host,
    // Before the server has new passwords or ports, so that pools and proxies follow it at once.
    phase: phase === 'pool' || phase === 'proxy' ? 'server' : phase,
    turn: 1,
    lanes,
    command: [
      ...(put.length === 0
        ? []
        : [
            extract(
              'new',
              put.map(({ path }) => path),
            ),
          ]),
      ...(gone.length === 0 ? [] : [removal(gone)]),
    ].join('\n'),
    why: whyOf(put.length, gone.length),
    verify: put.length === 0 ? 'ls finds none of them' : 'the same with -df in the place of -xpf prints nothing',
    undo: [...(former.length === 0 ? [] : [extract('old', former)]), ...(fresh.length === 0 ? [] : [removal(fresh)])].join('\n'),
    files: [...put.map(({ path }): StepFile => ({ path, action: 'install' })), ...gone.map((path): StepFile => ({ path, action: 'remove' }))],
  }
}

function movedFrom({ kind, before, path }: PlannedFile['file']): readonly string[] {
  return kind === 'changed' && before !== undefined && before.path !== path ? [before.path] : []
}

function whyOf(put: number, gone: number): string {
  const files = (count: number): string => `${count} file${count === 1 ? '' : 's'}`
  if (gone === 0)
    return `${files(put)} that ${put === 1 ? 'differs or is' : 'differ or are'} new; nobody reads ${put === 1 ? 'it' : 'them'} before the steps that follow`
  return put === 0 ? `${files(gone)} that the inventory no longer yields` : `${files(put)} that differ or are new, and ${files(gone)} that go`
}
