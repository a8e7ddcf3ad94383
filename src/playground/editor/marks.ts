import { type Diagnostic as Mark, setDiagnostics } from '@codemirror/lint'
import type { EditorView } from '@codemirror/view'
import type { Diagnostic, Severity } from '../../diagnostics/diagnostic.js'

const severities: Record<Severity, Mark['severity']> = { error: 'error', warning: 'warning', note: 'info' }

/** Underlines every finding at its exact place; of several lines the first. */
export function mark(view: EditorView, diagnostics: readonly Diagnostic[]): void {
  const { length } = view.state.doc
  view.dispatch(
    setDiagnostics(
      view.state,
      diagnostics.map(({ at, severity, code, message, hint }) => ({
        from: Math.min(at.start, length),
        to: Math.min(at.end, view.state.doc.lineAt(Math.min(at.start, length)).to),
        severity: severities[severity],
        source: `${severity}[${code}]`,
        message: hint === undefined ? message : `${message}\n${hint}`,
      })),
    ),
  )
}
