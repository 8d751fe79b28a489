import { z } from 'zod'
import { defineContract } from '@/lib/api/contract'
import { konvo } from '@/lib/api/dialect'
import { wholeNumber } from '@/lib/api/whole-number'

/** The most clicks that can come before the end of a page. */
export const MOST_CLICKS = 1_000_000

const moment = 'An ISO 8601 date or time. A date means its whole day in UTC.'

// Contract: konvo-clicks.txt. It documents no paging.
const query = z.strictObject({
  created_at_min: z.string().optional().describe(`Only clicks from then on. ${moment}`),
  created_at_max: z.string().optional().describe(`Only clicks up to and including then. ${moment}`),
  contact: z
    .string()
    .min(1, 'must not be empty')
    .max(300, 'must be at most 300 characters')
    .optional()
    .describe('Only clicks of the customer with this ID, ours or your own.'),
  originId: z
    .string()
    .min(1, 'must not be empty')
    .max(300, 'must be at most 300 characters')
    .optional()
    .describe('Only clicks of campaigns with this external ID.'),
  page: wholeNumber(1, MOST_CLICKS)
    .default(1)
    .describe(
      'Page number, starting at 1. Pages end at 1,000,000 clicks; created_at_min and created_at_max narrow down longer lists.',
    ),
  limit: wholeNumber(1, 10_000).default(1_000).describe('Clicks per page, 1 to 10,000.'),
})
export type KonvoQuery = z.output<typeof query>

const example = (text: string) => z.string().meta({ example: text })

const click = z
  .object({
    ip_address: example('127.0.0.1'),
    device: example('Applemobile').describe('The vendor, if known, and the kind of device.'),
    operating_system: example('iOS'),
    browser: example('Chrome'),
    country: example('DE'),
    region: example('BE'),
    city: example('Berlin'),
    lat_long: example('52.5363,13.4169'),
    timezone: example('Europe/Berlin'),
    id: example('1d2686c1-7342-475a-ba38-e13364807343'),
    workspace_id: example('fb58e7a6-ae93-4adb-ba11-bae1a6d574d7').describe('The organization’s ID.'),
    channel: example('whatsapp'),
    resource_id: example('u0IwaLEG1a').describe('The external ID of the click’s campaign.'),
    external_user_id: example('15557368765').describe('The ID that the link has for the customer.'),
    contact_id: example('dda91016-f97b-4f04-a696-27ddbd15ef27').describe('Our ID of that customer.'),
    created_at: example('2024-08-02T12:31:25.749Z'),
  })
  .meta({ id: 'KonvoClick' })
export type KonvoClick = z.input<typeof click>

export const listKonvoClicks = defineContract({
  id: 'listKonvoClicks',
  dialect: konvo,
  tags: ['Clicks'],
  method: 'GET',
  path: '/api/clicks',
  access: 'clicks:read',
  summary: 'List clicks by origin',
  description:
    'Individual clicks, newest first, without those that were rejected or came from bots. What isn’t known of a click is empty.',
  query,
  response: z.object({
    count: z.int().describe('Clicks on all pages.'),
    result: z.array(click),
  }),
})
