import type { Change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { refusalOf } from '@/lib/identity/taken'
import { snakeCase } from '@/lib/api/names'
import { fieldOf } from './columns'
import type { Fields } from './fields'
import type { RowError } from './import.contract'
import type { ImportPlan } from './import-plan'

/** How a resource creates and changes several items within a change: the functions of lib/catalog, with all their rules. */
export type Saver<Create = object, Update = object> = {
  create(changing: Change, items: Create[]): Promise<unknown>
  update(changing: Change, items: { id: string; input: Update }[]): Promise<unknown>
}

/** Rows saved at once. More would take fewer queries, and progress would be coarser. */
const CHUNK = 500
/** Rows that break a rule of lib/catalog are searched one by one, so no more of them than this. */
const MAX_SEARCHED = 20

/**
 * Saves what a plan says, within a change.
 * @returns which rows break a rule of lib/catalog, in which case the change mustn't be kept
 */
export async function savePlan(
  changing: Change,
  fields: Fields,
  plan: ImportPlan,
  saver: Saver,
  onProgress: (rows: number) => Promise<void> = async () => {},
): Promise<RowError[]> {
  const errors: RowError[] = []
  const chunks = [
    ...inChunks(plan.updates).map((rows) => ({
      rows: rows.map(({ row }) => row),
      save: (from: number, to: number) =>
        saver.update(
          changing,
          rows.slice(from, to).map(({ id, columns }) => ({ id, input: columns })),
        ),
    })),
    ...inChunks(plan.creates).map((rows) => ({
      rows: rows.map(({ row }) => row),
      save: (from: number, to: number) =>
        saver.create(
          changing,
          rows.slice(from, to).map(({ columns }) => columns),
        ),
    })),
  ]
  let done = plan.unchanged
  for (const { rows, save } of chunks) {
    let from = 0
    while (from < rows.length && errors.length < MAX_SEARCHED) {
      const start = from
      const refused = await attempt(changing, () => save(start, rows.length))
      if (!refused) break
      const { index, reason } = await firstFault(changing, start, rows.length, refused, (to) => save(start, to))
      errors.push({ row: rows[index] ?? 0, column: columnAt(fields, reason), message: reason.message })
      // What's before the row at fault is saved, so that the rest is checked against it.
      if (index > start) await attempt(changing, () => save(start, index))
      from = index + 1
    }
    done += rows.length
    await onProgress(done)
  }
  return errors
}

/** The first row without which everything before it can be saved, found by halving. */
async function firstFault(
  changing: Change,
  from: number,
  end: number,
  refused: Refused,
  save: (to: number) => Promise<unknown>,
): Promise<{ index: number; reason: Refused }> {
  let [good, bad, reason] = [from, end, refused]
  while (bad - good > 1) {
    const middle = good + Math.ceil((bad - good) / 2)
    const outcome = await attempt(changing, () => save(middle), true)
    if (outcome) [bad, reason] = [middle, outcome]
    else good = middle
  }
  return { index: bad - 1, reason }
}

/** Tries something, and takes it back if it's refused, or in any case if it's only a trial. */
async function attempt(
  { unscoped }: Change,
  work: () => Promise<unknown>,
  isTrial = false,
): Promise<Refused | undefined> {
  await unscoped.$executeRaw`SAVEPOINT import`
  const refused = await work().then(
    () => undefined,
    (error: unknown) => {
      const reason = error instanceof Refused ? error : refusalOf(error)
      // Rows that the caller can't change aren't mistakes in the file.
      if (!reason || reason.kind === 'forbidden') throw error
      return reason
    },
  )
  if (refused || isTrial) await unscoped.$executeRaw`ROLLBACK TO SAVEPOINT import`
  await unscoped.$executeRaw`RELEASE SAVEPOINT import`
  return refused
}

/** The column at fault. Functions for several records may say which one it is: `3.name`. */
function columnAt(fields: Fields, { field }: Refused): string | null {
  return field === null ? null : snakeCase(fieldOf(fields, field.replace(/^(data\.)?\d+\./, '')))
}

function inChunks<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, index) =>
    items.slice(index * CHUNK, (index + 1) * CHUNK),
  )
}
