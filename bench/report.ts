/** Figures, with the budget they should meet. */
export type Line = { what: string; figures: readonly string[]; budget?: string; kept?: boolean }
export type Table = { title: string; note?: string; columns: readonly string[]; lines: readonly Line[] }

const verdict = ({ kept }: Line) => (kept === undefined ? '' : kept ? '✓' : '✗ missed')

/** Formats tables for a terminal. */
export function toText(tables: readonly Table[]): string {
  return tables
    .map(({ title, note, columns, lines }) => {
      const rows = [
        ['', ...columns, 'budget', ''],
        ...lines.map((line) => [line.what, ...line.figures, line.budget ?? '', verdict(line)]),
      ]
      const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length))) ?? []
      const text = rows.map((row) =>
        `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}`.trimEnd(),
      )
      return [title, ...(note ? [`  ${note}`] : []), ...text].join('\n')
    })
    .join('\n\n')
}

/** Formats tables as Markdown. */
export function toMarkdown(tables: readonly Table[]): string {
  return tables
    .map(({ title, note, columns, lines }) => {
      const cells = (row: readonly string[]) => `| ${row.join(' | ')} |`
      return [
        `## ${title}`,
        '',
        ...(note ? [note, ''] : []),
        cells(['', ...columns, 'budget', '']),
        cells(['---', ...columns.map(() => '---:'), '---:', '---']),
        ...lines.map((line) => cells([line.what, ...line.figures, line.budget ?? '', verdict(line)])),
      ].join('\n')
    })
    .join('\n\n')
}

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
export const count = (value: number): string => whole.format(value)
export const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : whole.format(value)} ms`
export const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(2)} GB`
/** How many times as long it takes there as here. */
export const times = (there: number, here: number): string =>
  `${there / here < 10 ? (there / here).toFixed(1) : whole.format(there / here)} ×`
