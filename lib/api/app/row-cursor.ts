import { invalid, type Problem } from '@/lib/api/problem'
import type { RowCursor, RowPage } from '@/lib/reports/row-pages'
import { isUuid } from '@/lib/uuid'

/** Reads a cursor as answers have it: `after.` or `before.`, and the ID of the row next to the page. @throws Problem */
export function readRowCursor(text: string | undefined): RowCursor | undefined {
  if (text === undefined) return undefined
  const [direction, id, ...rest] = text.split('.')
  if ((direction !== 'after' && direction !== 'before') || id === undefined || !isUuid(id) || rest.length > 0)
    throw wrongCursor()
  return { direction, id }
}

/** The cursors of a page's neighbors. */
export function neighborsOf({ rows, hasNext, hasPrevious }: RowPage<{ id: string }>) {
  const [first, last] = [rows.at(0), rows.at(-1)]
  return {
    next: last && hasNext ? `after.${last.id}` : null,
    previous: first && hasPrevious ? `before.${first.id}` : null,
  }
}

export const wrongCursor = (): Problem => invalid('cursor', 'must be an unmodified cursor from an earlier response')
