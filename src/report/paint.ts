import type { Severity } from '../diagnostics/diagnostic.js'

/** What a piece of a report is; a painter decides how it looks. */
export type Style = Severity | 'bold' | 'faint'

export type Paint = (style: Style, text: string) => string

const sequences: Record<Style, string> = { error: '1;31', warning: '1;33', note: '1;36', bold: '1', faint: '2' }

/** No colour: for files, pipes and NO_COLOR. */
export const plain: Paint = (_, text) => text

/** Colours of a terminal. */
export const coloured: Paint = (style, text) => (text === '' ? '' : `\x1b[${sequences[style]}m${text}\x1b[0m`)
