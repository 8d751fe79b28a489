import { z } from 'zod'
import { ManagerAccess, Role } from '@/lib/database/generated/enums'
import { Prisma } from '@/lib/database/generated/client'
import { prepared } from '@/lib/database/prepared'
import { isDiskFull } from '@/lib/database/away'
import { isActiveSql } from '@/lib/identity/active'
import { countHere, countSql, type RateLimit } from './rate-limit'

// Every API response waits for this, so a single statement finds everything about a caller: who they are, whether they're allowed in, what
// determines the data they can see, and how often their key was used. It also records the use.

/** Precision of the last-use time, in ms, so that not every read causes a write. */
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
const organization = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  timezone: z.string(),
  timezoneChangedAt: z.coerce.date().nullable(),
  currency: z.string(),
  plan: z.string(),
})
const publisher = z.object({ incrementalId: z.number(), name: z.string(), slug: z.string() })
const numbers = z.array(z.number())

const found = z.object({
  /** ID of the key or session. */
  id: z.string(),
  /** Why they aren't allowed in, or null if they are. */
  problem: z.enum(['revoked', 'expired', 'inactive', 'no_api_access']).nullable(),
  user,
  organization,
  publisher: publisher.nullable(),
  /** incrementalIds of what an account manager manages, including archived entities, whose clicks they can still see. */
  managedPublishers: numbers,
  managedAdvertisers: numbers,
})
const foundByKey = found.extend({
  /** The key's permissions. */
  access: z.array(z.string()),
  /** Sites whose pages can use the key. */
  allowedOrigins: z.array(z.string()),
  /** Uses in the current window, including this one; null for rejected callers, which aren't counted. */
  uses: z.number().nullable(),
})
/** `access` is null if it's not limited to a key's permissions. */
const foundAsker = found.extend({ access: z.array(z.string()).nullable() })
export type Found = z.output<typeof found>

type Store = { prisma: Pick<Prisma.TransactionClient, '$queryRaw'> }

const rowsByKey = z.array(foundByKey)
const rowsBySession = z.array(found)

/** Finds a key's owner by the key's hash, and counts the use. */
export async function findByKey(
  store: Store,
  hash: Uint8Array<ArrayBuffer>,
  limit: Pick<RateLimit, 'window'>,
  now: Date,
): Promise<z.output<typeof foundByKey> | undefined> {
  const owner = Prisma.sql`SELECT ${columns(now, withoutApiAccess)}, c.access, c."allowedOrigins" FROM "ApiKey" c ${joins} WHERE c.hash = ${hash}`
  const uses = countSql(Prisma.sql`SELECT 'key:' || id AS key FROM found WHERE problem IS NULL`, limit, now)
  const noting = Prisma.sql`${prepared('caller_by_key')}
    WITH found AS (${owner}),
    used AS (UPDATE "ApiKey" c SET "lastUsedAt" = ${now} FROM found WHERE ${isStale(Prisma.sql`c."lastUsedAt"`, now)}),
    uses AS (${uses})
    SELECT found.*, (SELECT count FROM uses) AS uses FROM found`
  const [row] = rowsByKey.parse(
    await evenOnFullDisk(store, noting, Prisma.sql`SELECT found.*, NULL::int AS uses FROM (${owner}) found`),
  )
  // The disk is full, so the use wasn't counted in the database.
  return row && row.problem === null && row.uses === null
    ? { ...row, uses: countHere(`key:${row.id}`, limit, now) }
    : row
}

/** Finds a session's owner. */
export async function findBySession(store: Store, id: string, now: Date): Promise<Found | undefined> {
  const owner = Prisma.sql`SELECT ${columns(now, Prisma.empty)} FROM "Session" c ${joins} WHERE c.id = ${id}::uuid`
  const noting = Prisma.sql`${prepared('caller_by_session')}
    WITH found AS (${owner}),
    used AS (UPDATE "Session" c SET "lastSeenAt" = ${now} FROM found WHERE ${isStale(Prisma.sql`c."lastSeenAt"`, now)})
    SELECT * FROM found`
  return rowsBySession.parse(await evenOnFullDisk(store, noting, owner))[0]
}

/** Finds a person by ID, as whoever asked for something that's done later: with one of their API keys, or signed in, whether they still are or not. */
export async function findAsker(
  { prisma }: Store,
  { organizationId, userId, apiKeyId }: { organizationId: string; userId: string; apiKeyId: string | null },
  now: Date,
): Promise<z.output<typeof foundAsker> | undefined> {
  const [credential, problems, access] =
    apiKeyId === null
      ? [
          Prisma.sql`(SELECT id, "organizationId", id AS "userId", NULL::timestamptz AS "revokedAt", NULL::timestamptz AS "expiresAt" FROM "User")`,
          Prisma.empty,
          Prisma.sql`NULL::text[]`,
        ]
      : [Prisma.sql`"ApiKey"`, withoutApiAccess, Prisma.sql`c.access`]
  const rows = await prisma.$queryRaw`
    SELECT ${columns(now, problems)}, ${access} AS access FROM ${credential} c ${joins}
    WHERE c.id = ${apiKeyId ?? userId}::uuid AND c."organizationId" = ${organizationId}::uuid AND c."userId" = ${userId}::uuid`
  return z.array(foundAsker).parse(rows)[0]
}

/** When the disk is full, falls back to finding the caller without recording the use, so reads keep working. */
async function evenOnFullDisk(store: Store, noting: Prisma.Sql, reading: Prisma.Sql): Promise<unknown> {
  try {
    return await store.prisma.$queryRaw(noting)
  } catch (error) {
    if (!isDiskFull(error)) throw error
    return store.prisma.$queryRaw(reading)
  }
}

// "c" is the credential: the key or session.

const withoutApiAccess = Prisma.sql`WHEN NOT u."apiAccessEnabled" THEN 'no_api_access'`

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

/** The schema's columns as a JSON object. */
function objectOf(table: string, { shape }: z.ZodObject): Prisma.Sql {
  return Prisma.raw(
    `json_build_object(${Object.keys(shape)
      .map((name) => `'${name}', ${table}."${name}"`)
      .join(', ')})`,
  )
}

function managed(table: '"Publisher"' | '"Advertiser"'): Prisma.Sql {
  return Prisma.sql`ARRAY(
    SELECT m."incrementalId" FROM ${Prisma.raw(table)} m WHERE u.role = 'accountManager' AND m."organizationId" = u."organizationId" AND m."managerId" = u.id
  )`
}

/** Whether this is the found credential and its last use needs updating. */
function isStale(lastUse: Prisma.Sql, now: Date): Prisma.Sql {
  return Prisma.sql`c.id = found.id AND found.problem IS NULL AND (${lastUse} IS NULL OR ${lastUse} < ${new Date(now.getTime() - USE_PRECISION)})`
}
