import { z } from 'zod'
import { ManagerAccess, Role } from '../database/generated/enums'
import { Prisma } from '../database/generated/client'
import { prepared } from '../database/prepared'
import { isDiskFull } from '../database/away'
import { isActiveSql } from './active'
import { countHere, countSql, type RateLimit } from './rate-limit'

// One statement finds everything about a caller, since every API answer waits for it: who it is, whether they may come in, what decides what
// they see, and how often their key was used. It also records that they were here.

/** How long a use may go unrecorded, in ms, so that not every read is a write. */
const USE_PRECISION = 60_000

const user = z.object({
  id: z.string(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  role: z.enum(Role),
  timezone: z.string().nullable(),
  isPublisherManager: z.boolean(),
  isAdvertiserManager: z.boolean(),
  publisherManagerAccess: z.enum(ManagerAccess),
  advertiserManagerAccess: z.enum(ManagerAccess),
})
const organization = z.object({ id: z.string(), name: z.string(), slug: z.string(), timezone: z.string(), currency: z.string(), plan: z.string() })
const publisher = z.object({ incrementalId: z.number(), name: z.string(), slug: z.string() })
const numbers = z.array(z.number())

const found = z.object({
  /** Of the key or session. */
  id: z.string(),
  /** Why they aren't let in, if so. */
  problem: z.enum(['revoked', 'expired', 'inactive', 'no_api_access']).nullable(),
  user,
  organization,
  publisher: publisher.nullable(),
  /** incrementalIds of what an account manager manages, archived or not: they still see its clicks. */
  managedPublishers: numbers,
  managedAdvertisers: numbers,
})
const foundByKey = found.extend({
  /** What the key may do. */
  access: z.array(z.string()),
  /** Sites whose pages may use it. */
  allowedOrigins: z.array(z.string()),
  /** How often it was used in the window, including this time; null when they aren't let in, which isn't counted. */
  uses: z.number().nullable(),
})
export type Found = z.output<typeof found>

type Store = { prisma: Pick<Prisma.TransactionClient, '$queryRaw'> }

const rowsByKey = z.array(foundByKey)
const rowsBySession = z.array(found)

/** Finds the owner of a key by its hash, and counts the use. */
export async function findByKey(store: Store, hash: Uint8Array<ArrayBuffer>, limit: Pick<RateLimit, 'window'>, now: Date): Promise<z.output<typeof foundByKey> | undefined> {
  const owner = Prisma.sql`SELECT ${columns(now, Prisma.sql`WHEN NOT u."apiAccessEnabled" THEN 'no_api_access'`)}, c.access, c."allowedOrigins" FROM "ApiKey" c ${joins} WHERE c.hash = ${hash}`
  const uses = countSql(Prisma.sql`SELECT 'key:' || id AS key FROM found WHERE problem IS NULL`, limit, now)
  const noting = Prisma.sql`${prepared('caller_by_key')}
    WITH found AS (${owner}),
    used AS (UPDATE "ApiKey" c SET "lastUsedAt" = ${now} FROM found WHERE ${isStale(Prisma.sql`c."lastUsedAt"`, now)}),
    uses AS (${uses})
    SELECT found.*, (SELECT count FROM uses) AS uses FROM found`
  const [row] = rowsByKey.parse(await evenOnFullDisk(store, noting, Prisma.sql`SELECT found.*, NULL::int AS uses FROM (${owner}) found`))
  // Not counted for want of room on the disk.
  return row && row.problem === null && row.uses === null ? { ...row, uses: countHere(`key:${row.id}`, limit, now) } : row
}

/** Finds the owner of a session. */
export async function findBySession(store: Store, id: string, now: Date): Promise<Found | undefined> {
  const owner = Prisma.sql`SELECT ${columns(now, Prisma.empty)} FROM "Session" c ${joins} WHERE c.id = ${id}::uuid`
  const noting = Prisma.sql`${prepared('caller_by_session')}
    WITH found AS (${owner}),
    used AS (UPDATE "Session" c SET "lastSeenAt" = ${now} FROM found WHERE ${isStale(Prisma.sql`c."lastSeenAt"`, now)})
    SELECT * FROM found`
  return rowsBySession.parse(await evenOnFullDisk(store, noting, owner))[0]
}

/** Who asks can be found without noting that they did: reading goes on while the disk is full. */
async function evenOnFullDisk(store: Store, noting: Prisma.Sql, reading: Prisma.Sql): Promise<unknown> {
  try {
    return await store.prisma.$queryRaw(noting)
  } catch (error) {
    if (!isDiskFull(error)) throw error
    return store.prisma.$queryRaw(reading)
  }
}

// "c" is the credential: the key or session.

const joins = Prisma.sql`
  JOIN "User" u ON u."organizationId" = c."organizationId" AND u.id = c."userId"
  JOIN "Organization" o ON o.id = c."organizationId"
  LEFT JOIN "Publisher" p ON p."organizationId" = u."organizationId" AND p.id = u."publisherId"`

const columns = (now: Date, problems: Prisma.Sql): Prisma.Sql => Prisma.sql`
  c.id,
  CASE WHEN c."revokedAt" IS NOT NULL THEN 'revoked' WHEN c."expiresAt" <= ${now} THEN 'expired' WHEN NOT ${isActiveSql} THEN 'inactive' ${problems} END AS problem,
  ${objectOf('u', user)} AS "user", ${objectOf('o', organization)} AS organization,
  CASE WHEN p.id IS NOT NULL THEN ${objectOf('p', publisher)} END AS publisher,
  ${managed('"Publisher"')} AS "managedPublishers", ${managed('"Advertiser"')} AS "managedAdvertisers"`

/** The columns that the schema names, as JSON. */
function objectOf(table: string, { shape }: z.ZodObject): Prisma.Sql {
  return Prisma.raw(`json_build_object(${Object.keys(shape).map((name) => `'${name}', ${table}."${name}"`).join(', ')})`)
}

function managed(table: '"Publisher"' | '"Advertiser"'): Prisma.Sql {
  return Prisma.sql`ARRAY(
    SELECT m."incrementalId" FROM ${Prisma.raw(table)} m WHERE u.role = 'accountManager' AND m."organizationId" = u."organizationId" AND m."managerId" = u.id
  )`
}

/** Whether this is the credential that was found, and its last use has to be written. */
function isStale(lastUse: Prisma.Sql, now: Date): Prisma.Sql {
  return Prisma.sql`c.id = found.id AND found.problem IS NULL AND (${lastUse} IS NULL OR ${lastUse} < ${new Date(now.getTime() - USE_PRECISION)})`
}
