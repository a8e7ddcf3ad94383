import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

const mono = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace"

/** One rule for each severity, as the editor calls them. */
function bySeverity(selector: (severity: string) => string, property: string): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const colours = { error: 'var(--error)', warning: 'var(--warning)', info: 'var(--note)' }
  return Object.fromEntries(Object.entries(colours).map(([severity, colour]) => [selector(severity), { [property]: colour }]))
}

/** Every colour is one of the page's, so that dark and light follow the reader. */
const look = EditorView.theme({
  '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'var(--paper)', fontSize: '13px' },
  // The element around it shows who has the focus.
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: mono, lineHeight: '1.5' },
  '.cm-content': { caretColor: 'var(--ink)', paddingBottom: '40px' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '.cm-gutters': { backgroundColor: 'var(--panel)', color: 'var(--soft)', borderRight: '1px solid var(--rim)' },
  '.cm-activeLine': { backgroundColor: 'var(--line)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--line)', color: 'var(--ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { background: 'var(--selection)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--selection)' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--selection)', outline: '1px solid var(--rim)' },
  '.cm-foldPlaceholder': { backgroundColor: 'var(--panel)', color: 'var(--soft)', borderColor: 'var(--rim)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--paper)',
    color: 'var(--ink)',
    border: '1px solid var(--rim)',
    borderRadius: '6px',
    boxShadow: '0 4px 16px #0003',
    fontSize: '13px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: mono, maxHeight: '15em' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '2px 10px', lineHeight: '1.5' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--chosen)', color: 'var(--ink)' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  '.cm-completionDetail': { color: 'var(--soft)', fontStyle: 'normal', marginLeft: '1.5em' },
  '.cm-tooltip.cm-completionInfo': { padding: '8px 12px', maxWidth: '340px', whiteSpace: 'normal', borderRadius: '6px' },
  '.cm-docs': { fontFamily: 'system-ui, sans-serif', lineHeight: '1.45', maxWidth: '440px' },
  '.cm-docs p': { margin: '0 0 6px' },
  '.cm-docs p:last-child': { margin: '0' },
  '.cm-docs p + p': { color: 'var(--soft)' },
  '.cm-tooltip-hover > .cm-docs': { padding: '8px 12px' },
  '.cm-diagnostic': {
    fontFamily: 'system-ui, sans-serif',
    padding: '6px 12px',
    borderLeft: '4px solid',
    lineHeight: '1.45',
    maxWidth: '480px',
    whiteSpace: 'pre-wrap',
  },
  ...bySeverity((severity) => `.cm-diagnostic-${severity}`, 'borderLeftColor'),
  '.cm-diagnosticSource': { fontSize: '12px', opacity: '1', color: 'var(--soft)' },
  // Drawn by the text itself: the page's policy lets no image in.
  '.cm-lintRange-error, .cm-lintRange-warning, .cm-lintRange-info': {
    backgroundImage: 'none',
    paddingBottom: '0',
    textDecoration: 'underline wavy 1.5px',
    textUnderlineOffset: '3px',
  },
  ...bySeverity((severity) => `.cm-lintRange-${severity}`, 'textDecorationColor'),
  '.cm-lintRange-active': { backgroundColor: 'var(--selection)' },
  ...bySeverity((severity) => `.cm-lintPoint-${severity}:after`, 'borderBottomColor'),
  '.cm-panels': { backgroundColor: 'var(--panel)', color: 'var(--ink)' },
  '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--rim)' },
  '.cm-panel.cm-search': { padding: '8px 30px 8px 10px', fontSize: '13px' },
  '.cm-panel.cm-search label': { fontSize: '13px' },
  '.cm-panel.cm-search [name=close]': { color: 'var(--ink)', fontSize: '18px', padding: '2px 8px' },
  '.cm-textfield, .cm-button': {
    backgroundColor: 'var(--paper)',
    backgroundImage: 'none',
    color: 'var(--ink)',
    border: '1px solid var(--soft)',
    borderRadius: '4px',
    fontSize: '13px',
  },
  '.cm-button:hover': { backgroundColor: 'var(--chosen)' },
  '.cm-searchMatch': { backgroundColor: 'var(--found)' },
  '.cm-searchMatch-selected': { outline: '2px solid var(--link)' },
  'button:focus-visible, input:focus-visible': { outline: '3px solid var(--link)', outlineOffset: '1px' },
  '&.cm-merge-b .cm-changedLine, .cm-inlineChangedLine': { backgroundColor: 'var(--added)' },
  '&.cm-merge-b .cm-changedText': { background: 'var(--added-text)' },
  '.cm-deletedChunk': { backgroundColor: 'var(--removed)', paddingLeft: '6px' },
  '.cm-deletedChunk .cm-deletedLine, .cm-deletedChunk .cm-deletedLine del': { textDecoration: 'none', background: 'none' },
  '.cm-deletedChunk .cm-deletedText': { background: 'var(--removed-text)', textDecoration: 'none' },
  '&.cm-merge-b .cm-changedLineGutter': { background: 'var(--good)' },
  '.cm-deletedLineGutter, &.cm-merge-a .cm-changedLineGutter': { background: 'var(--error)' },
  '.cm-collapsedLines': { background: 'var(--panel)', color: 'var(--soft)', padding: '4px 12px', fontFamily: 'system-ui, sans-serif' },
  '.cm-collapsedLines:before, .cm-collapsedLines:after': { content: '"\u22ef"' },
})

const colours = HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.propertyName, tags.typeName], color: 'var(--syntax-key)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--syntax-text)' },
  { tag: [tags.number, tags.bool, tags.atom, tags.variableName], color: 'var(--syntax-value)' },
  { tag: [tags.keyword, tags.heading], color: 'var(--syntax-key)', fontWeight: '600' },
  { tag: [tags.comment, tags.lineComment, tags.meta], color: 'var(--soft)', fontStyle: 'italic' },
])

/** The look of every editor and view of the page. */
export const theme: Extension = [look, syntaxHighlighting(colours)]
