import { z } from 'zod'
import type { Database } from '@/lib/database/client'
import { parseUrl } from '@/lib/url'

const MAX_ORIGINS = 20
const EXAMPLE = 'https://app.example.com'

/** Allows pages on any site. */
export const ANY_ORIGIN = '*'

const isOrigin = (text: string): boolean =>
  text === ANY_ORIGIN || (/^https?:[^*]+$/.test(text) && parseUrl(text)?.origin === text)

/** Sites whose pages can use a key, spelled exactly as browsers send them in `Origin`. */
export const allowedOrigins = z
  .array(z.string())
  .max(MAX_ORIGINS, `must have at most ${MAX_ORIGINS} origins`)
  .superRefine((origins, context) => {
    const wrong = origins.find((origin) => !isOrigin(origin))
    if (wrong !== undefined) {
      context.addIssue({
        code: 'custom',
        message: `must list origins such as ${EXAMPLE} (lowercase, no path) or *; "${wrong.slice(0, 100)}" isn’t one`,
      })
    }
  })
  .transform((origins) => [...new Set(origins)])

/** The allowed origin to answer a page with: its own if it's listed, `*` if any origin is allowed, or null. */
export function allowedBy(origins: readonly string[], origin: string): string | null {
  if (origin !== ANY_ORIGIN && origins.includes(origin)) return origin
  return origins.includes(ANY_ORIGIN) ? ANY_ORIGIN : null
}

const rows = z.array(z.object({ origin: z.string() }))

/** The same across all valid keys, in any organization. */
export async function originAllowed({ prisma }: Database, origin: string, now = new Date()): Promise<string | null> {
  const asked = [origin, ANY_ORIGIN]
  const found = await prisma.$queryRaw`
    SELECT DISTINCT origin FROM "ApiKey", unnest("allowedOrigins") AS origin
    WHERE "allowedOrigins" && ${asked} AND origin = ANY(${asked}) AND "revokedAt" IS NULL AND ("expiresAt" IS NULL OR "expiresAt" > ${now})`
  return allowedBy(
    rows.parse(found).map((row) => row.origin),
    origin,
  )
}
