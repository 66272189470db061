// Pieces of Markdown: the head of a generated page, a table, a cell.

/** The head of a page: its title, where it comes from, and one paragraph. */
export function head(title: string, source: string, paragraph: string): string {
  return `# ${title}\n\n<!-- Generated from ${source} by docs/generate.ts: change it there. -->\n\n${paragraph}\n`
}

/** A table; cells may hold Markdown, upright strokes and line breaks in them are escaped. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`
  return `${[line(columns), `|${columns.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n')}\n`
}

/** A word of the code. */
export function code(word: string): string {
  return `\`${word}\``
}

function cell(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|')
}
