import { z } from 'zod'
import type { LandingPageRow } from '@/lib/catalog/landing-pages'
import { landingPageFields } from '@/lib/catalog/rules/landing-page'
import { linkTestStatuses } from '@/lib/link-tests/reasons'
import type { Prisma } from '@/lib/database/generated/client'
import { defineResource } from '@/lib/api/resource/define'
import type { FieldsOf } from '@/lib/api/resource/fields'
import { offerParams } from './offer-events.contract'
import { named, namedRecord, recordFields } from './record-fields'

type Order = Prisma.LandingPageOrderByWithRelationInput

const fields = {
  ...recordFields,
  incremental_id: { type: z.int(), column: 'incrementalId' },
  offer_id: { type: z.int(), column: 'offer.incrementalId', help: 'The offer’s incremental ID.' },
  offer: { type: namedRecord, value: ({ offer }: LandingPageRow) => named(offer) },
  name: { type: z.string(), column: 'name', write: landingPageFields.name, required: true },
  redirect_url: {
    type: z.string(),
    column: 'redirectUrl',
    write: landingPageFields.redirectUrl,
    required: true,
    help: 'Where clicks go. Can contain macros such as {click_id}.',
  },
  preview_url: {
    type: z.string().nullable(),
    column: 'previewUrl',
    write: landingPageFields.previewUrl,
    help: 'What publishers can look at.',
  },
  active: { type: z.boolean(), column: 'active', write: landingPageFields.active },
  hide_from_publishers: {
    type: z.boolean(),
    column: 'hideFromPublishers',
    write: landingPageFields.hideFromPublishers,
  },
  is_default: {
    type: z.boolean(),
    column: 'isDefault',
    write: landingPageFields.isDefault,
    help: 'Whether clicks go here that don’t name a landing page. The page that was the default no longer is.',
  },
  weight: {
    type: z.int(),
    column: 'weight',
    write: landingPageFields.weight,
    help: 'Its share of the clicks that don’t name a landing page, relative to the offer’s other pages. 0 if it has none.',
  },
  link_test_enabled: { type: z.boolean(), column: 'linkTestEnabled', write: landingPageFields.linkTestEnabled },
  link_test_countries: {
    type: z.array(z.string()),
    column: 'linkTestCountries',
    write: landingPageFields.linkTestCountries,
    help: 'The countries that link tests visit it from.',
  },
  link_test_devices: {
    type: z.array(z.string()),
    column: 'linkTestDevices',
    write: landingPageFields.linkTestDevices,
    help: 'The devices that link tests visit it with.',
  },
  link_test_expected_domain: {
    type: z.string(),
    column: 'linkTestExpectedDomain',
    write: landingPageFields.linkTestExpectedDomain,
    help: 'The domain that link tests should end on.',
  },
  link_test: {
    type: z
      .strictObject({
        status: z.enum(linkTestStatuses).nullable(),
        failed_reason: z.string().nullable(),
        message: z.string(),
        tested_at: z.iso.datetime().nullable(),
        run: z.uuid().nullable(),
        broken_since: z.iso.datetime().nullable(),
      })
      .nullable(),
    value: ({ health }: LandingPageRow) =>
      health && {
        status: linkTestStatuses.find((status) => status === health.status) ?? null,
        failed_reason: health.reason || null,
        message: health.message,
        tested_at: health.testedAt?.toISOString() ?? null,
        run: health.run,
        broken_since: health.brokenSince?.toISOString() ?? null,
      },
    help: 'What its latest link test found, and since when it has been broken, if it is. Null before the first test.',
  },
} as const satisfies FieldsOf<Order, LandingPageRow>

/** Contract: OfferLandingPages in the Integr8 document. */
export const offerLandingPagesResource = defineResource<Prisma.LandingPageWhereInput, Order>()({
  one: 'OfferLandingPage',
  many: 'OfferLandingPages',
  means: { one: 'an offer landing page', many: 'offer landing pages' },
  tag: 'OfferLandingPages',
  path: '/api/v2/integrations/{integrationID}/offers/{offerID}/landing-pages',
  params: offerParams,
  itemParam: 'offerLandingPageID',
  access: { read: 'catalog:read', manage: 'catalog:manage' },
  fields,
  versioned: true,
  search: ['name'],
  verbs: {
    list: {},
    create: {},
    read: {},
    update: {},
    archive: {
      description:
        'Deleted landing pages are archived: they leave lists, unless you filter by `archived`, and get no clicks. To restore one, send `{"archived": false}`.',
    },
  },
})
