import { z } from 'zod'

/** The channel on which PostgreSQL announces catalog changes: `database().listen(catalogChannel, …)`. */
export const catalogChannel = 'catalog'

const changed = z.object({ organizationId: z.uuid(), id: z.uuid() })
const approval = z.object({ organizationId: z.uuid(), offerId: z.uuid(), publisherId: z.uuid() })
const table = z.enum(['Organization', 'Network', 'Advertiser', 'Publisher', 'Offer', 'LandingPage', 'Campaign'])

/**
 * The payload of a notification. The trigger function notify_catalog (first migration) sends one for each committed statement that inserted,
 * updated, or deleted rows of `table`. `rows` has their keys (up to about 70); larger changes have `all` instead.
 * For an organization, organizationId is its own ID.
 */
export const catalogChange = z
  .string()
  .transform((payload, context): unknown => {
    try {
      return JSON.parse(payload)
    } catch {
      context.addIssue('must be JSON')
      return z.NEVER
    }
  })
  .pipe(
    z.union([
      z.object({ table, rows: z.array(changed).min(1) }),
      z.object({ table: z.literal('OfferApproval'), rows: z.array(approval).min(1) }),
      z.object({ table: z.union([table, z.literal('OfferApproval')]), all: z.literal(true) }),
    ]),
  )

export type CatalogChange = z.infer<typeof catalogChange>
