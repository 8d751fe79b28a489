import { z } from 'zod'

/** The channel on which PostgreSQL announces catalog changes: `database().listen(catalogChannel, …)`. */
export const catalogChannel = 'catalog'

const changed = z.object({ organizationId: z.uuid(), id: z.uuid() })
const approval = z.object({ organizationId: z.uuid(), offerId: z.uuid(), publisherId: z.uuid() })
const table = z.enum([
  'Organization',
  'Network',
  'Advertiser',
  'Publisher',
  'TrackingDomain',
  'Integration',
  'TargetingGroup',
  'FraudFilterGroup',
  'Offer',
  'LandingPage',
  'Campaign',
  'BlockedSubId',
  'CustomPayout',
  'Cap',
  'PostbackToken',
  'Postback',
  'Link',
])

/**
 * The payload of a notification. The trigger function notify_catalog (migration network_catalog) sends one for each committed statement that inserted,
 * updated, or deleted rows of `table`. `rows` has their keys (up to about 70); larger changes have `all` instead. Changes of up to 20,000 short links
 * are several notifications (migration links_in_parts), since all of them are too many to be read again for every import.
 * For an organization, organizationId is its own ID. A change to what's attached to a record (fraud filter groups of an offer, publishers of a
 * tracking domain, tags of a link) is announced as a change to that record.
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
