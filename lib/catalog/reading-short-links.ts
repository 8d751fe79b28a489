import { z } from 'zod'
import { Prisma } from '@/lib/database/generated/client'
import { pagesOf, type Reader } from './reading-keyed'
import type { Catalog } from './records'
import { ShortLinks } from './short-link-records'

// Short links. PostgreSQL writes them as lines of ID, domain and key, and JSON with what isn't as usual; trackers keep these lines as they are.

/** Links read at a time: fast, and not long enough to delay clicks. */
const PAGE = 4000
/** The length of a UUID as text. */
const UUID = 36

const column = (name: string) => Prisma.raw(`page."${name}"`)
const unless = (some: readonly string[], usual: Prisma.Sql) =>
  some.map((name) => Prisma.sql`${Prisma.raw(`'${name}'`)}, NULLIF(${column(name)}, ${usual})`)
const asTime = (some: readonly string[]) =>
  some.map((name) => Prisma.sql`${Prisma.raw(`'${name}'`)}, (extract(epoch FROM ${column(name)}) * 1000)::bigint`)

const names = [
  'key',
  'publisherId',
  'offerId',
  'landingPageId',
  'campaignId',
  'folderId',
  'tenantId',
  'expiredUrl',
  'ios',
  'android',
  'passwordHash',
  'title',
  'description',
  'image',
  'video',
]
const texts = ['url', 'utmSource', 'utmMedium', 'utmCampaign', 'utmTerm', 'utmContent', 'ref']

/** Without what's null. */
const json = Prisma.sql`json_strip_nulls(json_build_object(${Prisma.join([
  ...names.map((name) => Prisma.sql`${Prisma.raw(`'${name}'`)}, ${column(name)}`),
  ...unless(texts, Prisma.sql`''`),
  ...unless(['trackConversion', 'proxy', 'doIndex'], Prisma.sql`false`),
  ...unless(['geo', 'devices', 'systems'], Prisma.sql`'{}'::jsonb`),
  ...unless(['testVariants'], Prisma.sql`'[]'::jsonb`),
  ...asTime(['expiresAt', 'testStartedAt', 'testCompletedAt']),
  Prisma.sql`'isDisabled', CASE WHEN page."disabledAt" IS NOT NULL THEN true END`,
  Prisma.sql`'tags', (SELECT json_agg("tagId" ORDER BY "tagId") FROM "LinkTag" WHERE "linkId" = page."id" AND "organizationId" = page."organizationId")`,
])}))::text`

/** Keys have no tabs or line breaks (lib/catalog/rules/short-link-key.ts). Without them, one that has some anyway can't break other lines. */
const line = Prisma.sql`(page."id" || translate(page."domain" || '/' || page."lookupKey", E'\t\n', '') || E'\t' || ${json})`
const isAlive = Prisma.sql`"deletedAt" IS NULL`

const edits = z.array(z.object({ organizationId: z.string(), line: z.string() }))

/** Reads short links into a table of their own, or those that changed into the one in use. */
export const readLinks: Reader = async (prisma, sought) => {
  if (sought === 'all') return readAll(prisma)
  const ids = sought.flatMap((key) => ('id' in key ? [key.id] : []))
  const rows: z.output<typeof edits> = []
  for (let start = 0; start < ids.length; start += PAGE)
    rows.push(
      ...edits.parse(
        await prisma.$queryRaw`
          SELECT page."organizationId"::text, ${line} AS line FROM "Link" page
          WHERE page."id" = ANY(${ids.slice(start, start + PAGE)}::uuid[]) AND ${isAlive}`,
      ),
    )
  return ({ links }) => {
    // All of them first: a key may have gone from one to another.
    for (const id of ids) links.table.delete(id)
    for (const row of rows) put(links, row.organizationId, row.line)
  }
}

async function readAll(prisma: Prisma.TransactionClient): Promise<(catalog: Catalog) => void> {
  const links = new ShortLinks()
  for await (const { organizationId, lines } of pagesOf(prisma, Prisma.sql`"Link"`, isAlive, line, PAGE))
    for (const one of lines.split('\n')) put(links, organizationId, one)
  return (catalog) => {
    catalog.links = links
  }
}

function put({ table }: ShortLinks, organizationId: string, text: string): void {
  const end = text.indexOf('\t', UUID)
  table.set(text.slice(0, UUID), organizationId, text.slice(UUID, end), text.slice(end + 1))
}
