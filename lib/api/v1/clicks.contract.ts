import { z } from 'zod'
import { dayParameter } from '@/lib/reports/range'
import { defineContract } from '@/lib/api/contract'
import { hiEnergy } from '@/lib/api/dialect'
import { wholeNumber } from '@/lib/api/whole-number'

const MAX_ROWS = 1000

const rows = wholeNumber(1, MAX_ROWS)
const numberOrSlug = z.string().min(1, 'must be an ID or a slug').max(200, 'must be an ID or a slug')

const query = z.object({
  start_date: dayParameter
    .optional()
    .describe('First day, inclusive, as YYYY-MM-DD. Days are in the organization’s time zone.'),
  end_date: dayParameter
    .optional()
    .describe('Last day, inclusive, as YYYY-MM-DD. The range can be up to 90 days. Default: the last 30 days.'),
  advertiser_id: numberOrSlug.optional().describe('Advertiser ID or slug.'),
  network_id: numberOrSlug.optional().describe('Network ID or slug.'),
  campaign_id: z
    .string()
    .min(1, 'must be a campaign ID')
    .max(200, 'must be a campaign ID')
    .optional()
    .describe('Campaign ID, either Tributary’s or the publisher’s own.'),
  publisher_id: wholeNumber(1, 999_999_999)
    .optional()
    .describe(
      'Publisher ID. Account managers can use any publisher they have access to; publisher users, only their own.',
    ),
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/, 'must be a two-letter ISO 3166-1 code such as DE')
    .transform((code) => code.toUpperCase())
    .optional()
    .describe('The visitor’s country, as an ISO 3166-1 alpha-2 code.'),
  page: wholeNumber(1, 999_999_999).default(1).describe('Page number, starting at 1.'),
  per_page: rows.optional().describe('Rows per page, 1 to 1000. Default: 100.'),
  limit: rows.optional().describe('Same as per_page, which takes precedence.'),
})

/** Clicks of one advertiser, publisher, and network on one day. */
const clickRow = z.object({
  advertiser_id: z.int(),
  advertiser_name: z.string(),
  advertiser_slug: z.string(),
  publisher_id: z.int(),
  publisher_name: z.string(),
  network_id: z.int().nullable(),
  network_name: z.string().nullable(),
  click_date: z.iso.date(),
  click_count: z.int().positive(),
})

const meta = z.object({
  current_page: z.int(),
  next_page: z.int().nullable(),
  prev_page: z.int().nullable(),
  total_pages: z.int(),
  total_count: z.int(),
  start_date: z.iso.date(),
  end_date: z.iso.date(),
  days: z.int(),
  publisher_id: z.int().nullable(),
})

/** Contract: the Hi Energy documents. */
export const listClicks = defineContract({
  id: 'listClicks',
  method: 'GET',
  path: '/api/v1/clicks',
  dialect: hiEnergy,
  access: 'clicks:read',
  tags: ['Clicks'],
  summary: 'List clicks per day',
  description:
    'Clicks per advertiser, publisher, network, and day, newest day first, then most clicks. Admins see all publishers, account managers see those they have access to, and publisher users see their own.',
  query,
  response: z.object({ data: z.array(clickRow), meta }),
})

export type ClicksQuery = z.output<typeof query>
