import { Bug } from '../../diagnostics/invariant.js'

/** HBA files: the columns of each line as written, with their quotes and commas. */
export function readHba(text: string): readonly (readonly string[])[] {
  return text.split('\n').flatMap((line, index) => {
    const columns: string[] = []
    const column = /[ \t]*((?:[^ \t"#]|"(?:[^"]|"")*")+)|[ \t]*(#.*)?$/sy
    while (column.lastIndex < line.length) {
      const match = column.exec(line)
      if (!match) throw new Bug(`line ${index + 1} has an open quote`)
      if (match[1] !== undefined) columns.push(match[1])
    }
    return columns.length === 0 ? [] : [columns]
  })
}
