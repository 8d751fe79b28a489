import { z } from 'zod'
import type { WithOffers } from '@/lib/catalog/offers-in-use'
import type { TrackingDomainRow } from '@/lib/catalog/tracking-domains'
import { publisherIds, trackingDomainFields } from '@/lib/catalog/rules/tracking-domain'
import type { Prisma } from '@/lib/database/generated/client'
import { defineResource } from '@/lib/api/resource/define'
import type { FieldsOf } from '@/lib/api/resource/fields'
import { named, namedRecord, offersCount, recordFields } from './record-fields'

type Order = Prisma.TrackingDomainOrderByWithRelationInput

const fields = {
  ...recordFields,
  host: {
    type: z.string(),
    column: 'host',
    write: trackingDomainFields.host,
    required: true,
    help: 'A hostname whose DNS points here, such as go.example.com. International names become punycode. Unique in this installation.',
  },
  description: { type: z.string(), column: 'description', write: trackingDomainFields.description },
  is_default: {
    type: z.boolean(),
    column: 'isDefault',
    write: trackingDomainFields.isDefault,
    help: 'Whether links use it unless their offer or publisher has another. Only one is: making this one the default takes that from the other.',
  },
  active: { type: z.boolean(), column: 'active', write: trackingDomainFields.active },
  is_case_sensitive: {
    type: z.boolean(),
    column: 'isCaseSensitive',
    write: trackingDomainFields.isCaseSensitive,
    help: 'Whether short links on it tell upper from lower case.',
  },
  placeholder: {
    type: z.string(),
    column: 'placeholder',
    write: trackingDomainFields.placeholder,
    help: 'What its short links look like, as an example for whoever creates one.',
  },
  expired_url: {
    type: z.string().nullable(),
    column: 'expiredUrl',
    write: trackingDomainFields.expiredUrl,
    help: 'Where visitors of expired short links go that have no URL of their own for it.',
  },
  not_found_url: {
    type: z.string().nullable(),
    column: 'notFoundUrl',
    write: trackingDomainFields.notFoundUrl,
    help: 'Where visitors of unknown short links go.',
  },
  logo: {
    type: z.string().nullable(),
    column: 'logo',
    write: trackingDomainFields.logo,
    help: 'The URL of the image in the QR codes of its short links.',
  },
  offers_count: offersCount,
  publisher_ids: {
    type: z.array(z.uuid()),
    each: 'publishers.publisherId',
    value: ({ publishers }: TrackingDomainRow) => publishers.map(({ publisherId }) => publisherId),
    write: publisherIds,
    help: 'The publishers it belongs to. Empty if it belongs to the organization, so that all publishers can use it.',
  },
  publishers: {
    type: z.array(namedRecord),
    value: ({ publishers }: TrackingDomainRow) => publishers.map(({ publisher }) => named(publisher)),
  },
} as const satisfies FieldsOf<Order, WithOffers<TrackingDomainRow>>

/** Designed in the style of the Integr8 document, which mentions tracking domains but has no operations for them. */
export const trackingDomainsResource = defineResource<Prisma.TrackingDomainWhereInput, Order>()({
  one: 'TrackingDomain',
  many: 'TrackingDomains',
  means: { one: 'a tracking domain', many: 'tracking domains' },
  tag: 'Tracking domains',
  path: '/api/v2/tracking-domains',
  params: z.object({}),
  itemParam: 'trackingDomainID',
  access: { read: 'catalog:read', manage: 'catalog:manage' },
  fields,
  versioned: true,
  search: ['host'],
  verbs: {
    list: {},
    create: { description: 'Only admins can create and change tracking domains.' },
    bulkStatus: { description: 'Changes all of them or none.' },
    bulkArchive: { description: 'Deletes all of them or none.' },
    read: {},
    update: {},
    archive: {
      description:
        'Deleted tracking domains are archived: links no longer work there, and others can use the host. To restore one, send `{"archived": false}`. The default domain, and the primary domain of an offer, can’t be deleted.',
    },
  },
})

export type TrackingDomainAnswer = z.infer<typeof trackingDomainsResource.item>
