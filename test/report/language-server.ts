import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node'

export interface Position {
  readonly line: number
  readonly character: number
}

/** A finding of the language server, as `startLine:startColumn-endLine:endColumn message`, counted from 1. */
export type Mark = string

interface Diagnostic {
  readonly range: { readonly start: Position; readonly end: Position }
  readonly message: string
  readonly source?: string
}

export interface Editor {
  /** Opens a document and waits for what the server says about it. */
  open(name: string, text: string): Promise<readonly Mark[]>
  /** Labels of what it offers where `|` stands in the text; the document is opened without it. */
  complete(text: string): Promise<readonly string[]>
  /** What it shows over the first appearance of a word. */
  hover(text: string, word: string): Promise<string>
  close(): Promise<void>
}

/** The real yaml-language-server in a process of its own, spoken to over its standard input and output, with schema/inventory.schema.json for every document. */
export async function startEditor(): Promise<Editor> {
  const child = spawn(process.execPath, ['node_modules/yaml-language-server/bin/yaml-language-server', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin))
  const waiting = new Map<string, (marks: readonly Mark[]) => void>()
  const schema = pathToFileURL(resolve('schema/inventory.schema.json')).href
  const settings = {
    schemas: { [schema]: '*.yml' },
    schemaStore: { enable: false },
    validate: true,
    completion: true,
    hover: true,
    customTags: ['!vault scalar'],
  }
  connection.onRequest('workspace/configuration', ({ items }: { items: readonly { section: string }[] }) =>
    items.map(({ section }) => (section === 'yaml' ? settings : {})),
  )
  connection.onRequest('client/registerCapability', () => null)
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: { uri: string; diagnostics: readonly Diagnostic[] }) =>
    waiting.get(uri)?.(diagnostics.map(markOf)),
  )
  connection.listen()
  const capabilities = {
    workspace: { configuration: true },
    textDocument: { completion: { completionItem: { snippetSupport: true } }, hover: { contentFormat: ['plaintext'] }, publishDiagnostics: {} },
  }
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, workspaceFolders: null, capabilities })
  await connection.sendNotification('initialized', {})
  await connection.sendNotification('workspace/didChangeConfiguration', { settings: { yaml: settings } })
  let count = 0

  const open = async (name: string, text: string): Promise<{ uri: string; marks: readonly Mark[] }> => {
    const uri = `file:///documents/${count++}-${name}`
    const marks = new Promise<readonly Mark[]>((done) => waiting.set(uri, done))
    await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } })
    return { uri, marks: await marks }
  }
  return {
    open: async (name, text) => (await open(name, text)).marks,
    async complete(text) {
      const at = text.indexOf('|')
      const { uri } = await open('complete.yml', text.slice(0, at) + text.slice(at + 1))
      const position = positionOf(text, at)
      const list = await connection.sendRequest<{ items: readonly { label: string }[] }>('textDocument/completion', { textDocument: { uri }, position })
      return list.items.map(({ label }) => label)
    },
    async hover(text, word) {
      const { uri } = await open('hover.yml', text)
      const position = positionOf(text, text.indexOf(word) + 1)
      const result = await connection.sendRequest<{ contents: { value: string } } | null>('textDocument/hover', { textDocument: { uri }, position })
      return result?.contents.value ?? ''
    },
    async close() {
      await connection.sendRequest('shutdown')
      await connection.sendNotification('exit')
      connection.dispose()
      child.kill()
    },
  }
}

function markOf({ range: { start, end }, message }: Diagnostic): Mark {
  return `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1} ${message}`
}

function positionOf(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 }
}
