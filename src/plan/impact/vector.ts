import { keysOf, type Rule } from './question.js'

const unit = 'vector.service'

/** Files of /etc/vector: a reload builds what differs anew. */
export const vectorFile: Rule = (question) => {
  const [key] = keysOf(question)
  if (key === 'data_dir')
    return {
      effect: 'restart',
      unit,
      reason: 'global options are read at the start; places in the log files are kept below the old directory, so logs are read again unless it is moved',
      source: "vector's documentation, global options",
    }
  return {
    effect: 'reload',
    unit,
    reason: 'vector checks all files, and builds the sources, transforms and sinks that differ anew; a mistake leaves the old ones running',
    source: "vector's documentation, reloading",
  }
}
