import type { ChildProcess } from 'node:child_process'
import type { Namespace } from './namespace.js'

/** What a HAProxy says on its socket when it has started: the rows of `show stat` by the names of its columns. None where it ended. */
export function statistics(namespace: Namespace, child: ChildProcess, socket: string): Record<string, string>[] {
  const ask = (): string => namespace.run('/usr/bin/python3', ['-c', asking, socket]).stdout
  let answer = ask()
  for (let tries = 0; answer === '' && child.exitCode === null && tries < 20; tries++) answer = ask()
  const [head = '', ...lines] = answer.trim().split('\n')
  const names = head.replace(/^# /, '').split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, index) => [names[index] ?? '', value])))
}

const asking = `
import socket, sys
client = socket.socket(socket.AF_UNIX)
try: client.connect(sys.argv[1])
except OSError: sys.exit(1)
client.sendall(b'show stat\\n')
while True:
    piece = client.recv(65536)
    if not piece: break
    sys.stdout.write(piece.decode())`
