import { keysOf, type Rule } from './question.js'

const source = "HAProxy's management guide, reload in master-worker mode"

/** haproxy.cfg and the files of conf.d: a new worker starts with them, the old one ends with its last connection. */
export const haproxyFile: Rule = (question) => {
  const [section = '', line = ''] = keysOf(question)
  const { kind } = question.change ?? question.file
  return { effect: 'reload', unit: 'haproxy.service', reason: reasonOf(section, line, kind), source }
}

function reasonOf(section: string, line: string, kind: string): string {
  if (line.startsWith('bind'))
    return kind === 'removed'
      ? 'the port is closed at once for new connections; those that are open go on in the old process until they end'
      : 'the port is open as soon as the new process runs; connections that are open go on in the old one until they end'
  if (line.startsWith('server') && kind === 'removed') return 'the server gets no new connections; those that are open go on in the old process until they end'
  if (line.startsWith('server'))
    return 'new connections are given by the new weights and checks; a new server counts as up until its first check says otherwise'
  if (section === '' && kind === 'added') return 'its port is open as soon as the new process runs; firewalls and clients must know it'
  if (section === '' && kind === 'removed') return 'its port is closed at once for new connections; those that are open go on in the old process until they end'
  return 'a new process takes over with it; connections that are open go on in the old one, under the old rules, until they end'
}
