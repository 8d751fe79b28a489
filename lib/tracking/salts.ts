import { randomBytes } from 'node:crypto'
import type { Database } from '@/lib/database/client'
import { lastLineOf } from '@/lib/message-of'

/** The secrets behind each day's visitor hashes. */
export type Salts = {
  /** @param day `2026-11-21` @returns 64 hex digits, the same in every process that shares the database */
  salt(day: string): string
  close(): Promise<void>
}

export type SaltOptions = { now?: () => number; log?: (line: string) => void }

const DAY = 24 * 60 * 60 * 1000
const HOUR = 60 * 60 * 1000
const MINUTE = 60 * 1000
/** Days around today in UTC: zones are up to 14 hours ahead and 12 behind, and one more day bridges a PostgreSQL outage. */
const FIRST = -1
const LAST = 2

/**
 * Loads the salts from yesterday through the day after tomorrow, creates missing ones, and deletes those older than two days. Repeats every hour,
 * or every minute while the database is away. If the database can't provide a salt, the process makes its own and counts its visitors separately
 * until the database is back and all processes share one salt again.
 */
export async function openSalts(
  { prisma }: Pick<Database, 'prisma'>,
  { now = Date.now, log = console.error }: SaltOptions = {},
): Promise<Salts> {
  const salts = new Map<string, string>()
  let away = false
  let attempted = 0
  let refreshing: Promise<void> | undefined

  async function load(): Promise<void> {
    const today = now()
    const days = Array.from({ length: LAST - FIRST + 1 }, (_, index) => dayAt(today + (FIRST + index) * DAY))
    // Salts this process made up are offered too: whichever process comes first sets the salt for all.
    const offered = new Set([...days, ...[...salts.keys()].filter((day) => day >= dayAt(today + FIRST * DAY))])
    await prisma.visitorSalt.createMany({
      data: [...offered].map((day) => ({
        day: new Date(day),
        salt: new Uint8Array(Buffer.from(salts.get(day) ?? newSalt(), 'hex')),
      })),
      skipDuplicates: true,
    })
    const stored = await prisma.visitorSalt.findMany({ where: { day: { gte: new Date(dayAt(today - 2 * DAY)) } } })
    for (const { day, salt } of stored) salts.set(dayAt(day.getTime()), Buffer.from(salt).toString('hex'))
    for (const day of salts.keys()) if (day < dayAt(today - 2 * DAY)) salts.delete(day)
    await prisma.visitorSalt.deleteMany({ where: { day: { lt: new Date(dayAt(today - 2 * DAY)) } } })
  }

  async function refresh(): Promise<void> {
    attempted = now()
    try {
      await load()
      if (away) log('Visitor hash salts are shared through the database again.')
      away = false
    } catch (error) {
      const last = [...salts.keys()].toSorted().at(-1)
      const until =
        last === undefined ? 'this process uses its own until it is back' : `the loaded ones last until ${last}`
      if (!away) log(`Visitor hash salts can't be read from the database; ${until}: ${lastLineOf(error)}`)
      away = true
    }
  }

  const again = () => (refreshing ??= refresh().finally(() => (refreshing = undefined)))
  await again()
  const timer = setInterval(() => {
    if (away || now() - attempted >= HOUR) void again()
  }, MINUTE)
  timer.unref()

  return {
    salt: (day) => {
      const known = salts.get(day)
      if (known !== undefined) return known
      const made = newSalt()
      salts.set(day, made)
      log(
        `The database has no salt for ${day} yet, so this process generated its own. Until the database has one, this process counts unique visitors separately.`,
      )
      void again()
      return made
    },
    close: async () => {
      clearInterval(timer)
      await refreshing
    },
  }
}

const newSalt = () => randomBytes(32).toString('hex')
const dayAt = (time: number) => new Date(time).toISOString().slice(0, 10)
