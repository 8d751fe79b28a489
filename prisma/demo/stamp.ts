import type { Random } from './random'

/** What every record of the demo has. Those that people have archived know when. */
export type Stamp = { id: string; createdAt: Date; updatedAt: Date; lastUpdatedById: string; archivedAt?: Date }

const DAY = 24 * 60 * 60 * 1000

/**
 * Returns a function for the stamps of records that were created `age` days before the demo's last day, and archived halfway since, if at all.
 * @param end the last day's start, in ms since 1970
 * @param by the user who created them
 */
export function stamper(end: number, by: string, random: Random) {
  const before = (days: number) => new Date(end - days * DAY)
  return (age: number, archived = false): Stamp => {
    const createdAt = before(age)
    const id = random.uuid(createdAt.getTime())
    if (!archived) return { id, createdAt, updatedAt: createdAt, lastUpdatedById: by }
    const archivedAt = before(age / 2)
    return { id, createdAt, updatedAt: archivedAt, lastUpdatedById: by, archivedAt }
  }
}
export type Stamper = ReturnType<typeof stamper>
