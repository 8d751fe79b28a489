import { z } from 'zod'
import { trackingDomainFields } from '@/lib/catalog/rules/tracking-domain'
import { defineContract } from '@/lib/api/contract'
import { dub } from '@/lib/api/dialect'
import { wholeNumber } from '@/lib/api/whole-number'
import { MOST, orEmpty, searched, textList, without } from './fields'

/** Contract: dub-response-shapes.md, and what the published SDK sends and validates. */
const domain = z
  .object({
    id: z.string(),
    slug: z.string(),
    verified: z.boolean(),
    primary: z.boolean(),
    archived: z.boolean(),
    placeholder: z.string().nullable(),
    expiredUrl: z.string().nullable(),
    notFoundUrl: z.string().nullable(),
    logo: z.string().nullable(),
    assetLinks: z.null(),
    appleAppSiteAssociation: z.null(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    registeredDomain: z.null(),
  })
  .meta({ id: 'DubDomain' })
export type DomainAnswer = z.input<typeof domain>

const about = { dialect: dub, tags: ['Domains'] }
const slug = z
  .string()
  .min(1, 'must not be empty')
  .max(253, 'must be at most 253 characters')
  .describe('The domain’s host, such as go.example.com.')
const params = z.object({ slug })
const body = {
  expiredUrl: trackingDomainFields.expiredUrl.optional().describe('Where visitors of expired links go.'),
  notFoundUrl: trackingDomainFields.notFoundUrl.optional().describe('Where visitors of unknown links go.'),
  placeholder: orEmpty(trackingDomainFields.placeholder).optional(),
  logo: trackingDomainFields.logo.optional().describe('The URL of the image in its QR codes.'),
  assetLinks: without('apps can’t be linked to domains'),
  appleAppSiteAssociation: without('apps can’t be linked to domains'),
}

export const listDomains = defineContract({
  ...about,
  id: 'listDomains',
  method: 'GET',
  path: '/api/domains',
  access: 'links:read',
  summary: 'List domains',
  description:
    'Tracking domains, which short links can be on. `verified` says whether a domain is active. Publisher users see those that they can use.',
  query: z.strictObject({
    archived: z.boolean().default(false).describe('Whether to list domains that are off instead of those that are on.'),
    search: searched.optional().describe('Part of the host.'),
    page: wholeNumber(1, 1000).default(1).describe('Page number, starting at 1.'),
    pageSize: wholeNumber(1, MOST).default(50).describe('Domains per page, 1 to 100.'),
  }),
  response: z.array(domain),
})

export const createDomain = defineContract({
  ...about,
  id: 'createDomain',
  method: 'POST',
  path: '/api/domains',
  access: 'links:manage',
  summary: 'Create a domain',
  description: 'Creates a tracking domain for all publishers. Only for admins.',
  body: z.strictObject({
    slug: trackingDomainFields.host,
    archived: z.boolean().default(false).describe('Whether it’s off.'),
    ...body,
  }),
  status: 201,
  response: domain,
})

export const updateDomain = defineContract({
  ...about,
  id: 'updateDomain',
  method: 'PATCH',
  path: '/api/domains/{slug}',
  access: 'links:manage',
  summary: 'Update a domain',
  description: 'Domains with short links can’t be renamed or switched off. Only for admins.',
  params,
  body: z.strictObject({ slug: trackingDomainFields.host.optional(), archived: z.boolean().optional(), ...body }),
  response: domain,
})

export const deleteDomain = defineContract({
  ...about,
  id: 'deleteDomain',
  method: 'DELETE',
  path: '/api/domains/{slug}',
  access: 'links:manage',
  summary: 'Delete a domain',
  description: 'Domains with short links, and those that offers use, can’t be deleted. Only for admins.',
  params,
  response: z.object({ slug: z.string() }),
})

export const checkDomains = defineContract({
  ...about,
  id: 'checkDomains',
  method: 'GET',
  path: '/api/domains/status',
  access: 'links:read',
  summary: 'Check domains',
  description: 'Whether hosts can still be added. Tributary sells no domains, so they have no prices.',
  query: z.strictObject({
    domains: textList('hosts')
      .pipe(z.array(trackingDomainFields.host).min(1, 'must name a host').max(10, 'must have at most 10 hosts'))
      .describe('Up to 10 hosts.'),
  }),
  response: z.array(
    z.object({
      domain: z.string(),
      available: z.boolean(),
      premium: z.null(),
      prices: z.null(),
      price: z.null(),
    }),
  ),
})

export const registerDomain = defineContract({
  ...about,
  id: 'registerDomain',
  method: 'POST',
  path: '/api/domains/register',
  access: 'links:manage',
  summary: 'Register a domain',
  description:
    'Always refused with 403, since Tributary is no registrar. Register the domain elsewhere, point it to your installation, and add it with `POST /api/domains`.',
  body: z.strictObject({ domain: trackingDomainFields.host }),
  response: z.object({ domain: z.string(), status: z.string(), expiration: z.int().nullable() }),
})
