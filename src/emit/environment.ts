/*
 * Conventions of templates/<component>/<file>.njk, one for each artifact of the same id:
 * - It begins with a header in the comment syntax of its format: "Written by pgcompile: change the inventory and compile again."
 * - The fields of the view are its variables; `view` is the whole of it, unless the view has a field of that name.
 * - It only lays out: loops, `if` on a boolean of the view, macros of its own. No include, import or inheritance.
 * - Every value passes the quoting filter of its format (quote/filters.ts); the build refuses `{{ value }}` without one.
 * - A line that holds only a tag leaves nothing behind. `{{ value | block(4) }}` starts at the first column: the filter indents.
 */

import runtime from 'nunjucks/src/runtime.js'
import { templates as bundled } from '#templates'
import { Bug, invariant } from '../diagnostics/invariant.js'
import { InexpressibleValue } from './inexpressible.js'
import { type Filter, filters } from './quote/filters.js'

/** A template that the build has turned into a function. */
export type Template = (
  environment: { readonly opts: object; getFilter(name: string): Filter },
  context: object,
  frame: object,
  runtime: object,
  done: (error: unknown, output?: unknown) => void,
) => void

/** Templates by id, which is the artifact's id. */
export type Templates = Readonly<Record<string, Template>>

const environment = {
  opts: { autoescape: false },
  getFilter(name: string) {
    const filter = filters[name]
    invariant(filter, `no quoting filter is called ${name}`)
    return filter
  },
}

// An exception of a filter must come out as it went in: the class tells a value of the user from a bug of ours.
const keepingErrors = { ...runtime, handleError: (error: unknown) => error }

/**
 * The text of one file: LF, one final newline, no byte-order mark.
 * Throws InexpressibleValue for a value that the format cannot hold, and Bug for anything else.
 */
export function render(id: string, view: unknown, templates: Templates = bundled): string {
  const template = Object.hasOwn(templates, id) ? templates[id] : undefined
  invariant(template, `there is no template ${id}`)
  const frame = new runtime.Frame()
  frame.topLevel = true
  let failure: unknown
  let text = ''
  template(environment, contextOf(view), frame, keepingErrors, (error, output) => {
    if (error) failure = error
    else text = String(output)
  })
  if (failure instanceof InexpressibleValue) throw failure
  if (failure) throw new Bug(`template ${id}: ${failure instanceof Error ? failure.message : 'failed'}`)
  invariant(!text.includes('\r'), `template ${id} printed a carriage return`)
  invariant(!text.startsWith('\uFEFF'), `template ${id} printed a byte-order mark`)
  return withOneFinalNewline(text)
}

function withOneFinalNewline(text: string): string {
  let end = text.length
  while (end > 0 && text[end - 1] === '\n') end--
  if (end === text.length - 1) return text
  return `${text.slice(0, end)}\n`
}

/** The names that a template sees; `set` and `macro` add theirs. */
function contextOf(view: unknown) {
  const fields = new Map<string, unknown>([['view', view]])
  if (typeof view === 'object' && view !== null) for (const [name, value] of Object.entries(view)) fields.set(name, value)
  return {
    lookup: (name: string): unknown => fields.get(name),
    setVariable: (name: string, value: unknown): void => {
      fields.set(name, value)
    },
    addExport: (): void => {},
  }
}
