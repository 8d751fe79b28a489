import { randomUUID } from 'node:crypto'
import { campaignsResource } from '@/lib/api/campaigns.contract'
import { shortLinksImport, shortLinksResource } from '@/lib/api/v2/links.contract'
import type { MatrixRow, Target } from './matrix-rows'
import { importRows, resourceRows } from './resource-rows'

// Rows of short links and what belongs to them: lib/testing/matrix-rows.ts.

const url = 'https://shop.example/'

/** Creates a link of the publisher, with the mark in its comments. */
function linkOf({ database: { prisma }, world: { organizationId }, publisher, mark }: Target) {
  const key = randomUUID()
  const named = { domain: '', key, lookupKey: key, externalId: key }
  return prisma.link.create({ data: { organizationId, publisherId: publisher.id, comments: mark, url, ...named } })
}

const campaignOf = async ({ database: { prisma }, world: { organizationId }, publisher, mark }: Target) => {
  const words = { externalId: randomUUID(), name: mark, kind: 'flow', channel: 'email' }
  return (await prisma.campaign.create({ data: { organizationId, publisherId: publisher.id, ...words } })).id
}

const tagOf = async ({ database: { prisma }, world: { organizationId }, mark }: Target) =>
  (await prisma.tag.create({ data: { organizationId, name: `${mark} ${randomUUID()}` } })).id

/** A folder that isn't open to publishers. */
const folderOf = async ({ database: { prisma }, world: { organizationId }, mark }: Target) =>
  (await prisma.folder.create({ data: { organizationId, name: `${mark} ${randomUUID()}` } })).id

/** A domain that belongs to a publisher of its own. */
async function domainOf({ database: { prisma }, world: { organizationId }, mark }: Target): Promise<string> {
  const host = `${randomUUID()}.example`
  const domain = await prisma.trackingDomain.create({ data: { organizationId, host, placeholder: mark } })
  const slug = randomUUID()
  const incrementalId = 1_000_000 + Math.floor(Math.random() * 1_000_000_000)
  const publisher = await prisma.publisher.create({ data: { organizationId, incrementalId, slug, name: slug } })
  const data = { organizationId, publisherId: publisher.id, trackingDomainId: domain.id }
  await prisma.publisherTrackingDomain.create({ data })
  return host
}

const links = (ask: MatrixRow['ask']): MatrixRow => ({ data: 'links', ask })
const groups = (ask: MatrixRow['ask']): MatrixRow => ({ data: 'groups', ask })
const connections = (ask: MatrixRow['ask']): MatrixRow => ({ data: 'connections', ask })

export const linkRows: Readonly<Record<string, MatrixRow>> = {
  listLinks: links(async (target) => {
    const { externalId } = await linkOf(target)
    return [{ url: '/api/links' }, { url: `/api/links?search=${externalId}` }]
  }),
  countLinks: links(async (target) => {
    await linkOf(target)
    return [{ url: '/api/links/count?groupBy=domain', shows: null }]
  }),
  getLinkInfo: links(async (target) => {
    const { id, key } = await linkOf(target)
    return [`linkId=${id}`, `externalId=ext_${key}`, `domain=localhost&key=${key}`].map((query) => ({
      url: `/api/links/info?${query}`,
    }))
  }),
  getLink: links(async (target) => [{ url: `/api/links/${(await linkOf(target)).id}` }]),
  createLink: links(({ publisher }) => [{ url: '/api/links', body: { url, partnerId: publisher.id } }]),
  updateLink: links(async (target) => [{ url: `/api/links/${(await linkOf(target)).id}`, body: { url: `${url}new` } }]),
  upsertLink: links(({ publisher }) => [
    { url: '/api/links/upsert', body: { url: `${url}${randomUUID()}`, partnerId: publisher.id } },
  ]),
  deleteLink: links(async (target) => [{ url: `/api/links/${(await linkOf(target)).id}` }]),
  bulkCreateLinks: links(({ publisher }) => [{ url: '/api/links/bulk', body: [{ url, partnerId: publisher.id }] }]),
  bulkUpdateLinks: links(async (target) => [
    { url: '/api/links/bulk', body: { linkIds: [(await linkOf(target)).id], data: { archived: true } } },
  ]),
  bulkDeleteLinks: links(async (target) => [{ url: `/api/links/bulk?linkIds=${(await linkOf(target)).id}` }]),
  ...resourceRows(campaignsResource, {
    data: 'links',
    path: () => '/api/campaigns',
    item: campaignOf,
    query: ({ mark }) => `filter[name]=${encodeURIComponent(mark)}`,
    body: ({ publisher }) => ({
      publisher_incremental_id: publisher.id,
      external_id: randomUUID(),
      name: 'Spring',
      kind: 'flow',
      channel: 'email',
    }),
    change: { name: 'Summer' },
  }),
  ...resourceRows(shortLinksResource, {
    data: 'links',
    path: () => '/api/v2/links',
    item: async (target) => (await linkOf(target)).id,
    query: ({ mark }) => `q=${encodeURIComponent(mark)}`,
    body: () => null,
    change: {},
  }),
  ...importRows(shortLinksImport, 'ShortLink', {
    data: 'links',
    path: () => '/api/v2/links',
    // What people can't see doesn't exist in a file, which is a mistake in a row.
    row: ({ place, publisher }) => (place === 'own' ? { url, publisher_incremental_id: publisher.id } : null),
  }),
  listLinkRows: links(async (target) => [{ url: `/api/app/links?q=${(await linkOf(target)).key}` }]),
  createFormLink: links(({ publisher }) => [{ url: '/api/app/links', body: { url, partnerId: publisher.id } }]),
  updateFormLink: links(async (target) => [
    { url: `/api/app/links/${(await linkOf(target)).id}`, body: { url: `${url}new` } },
  ]),
  readLinkDetails: links(async (target) => [{ url: `/api/app/links/${(await linkOf(target)).id}` }]),
  listLinkVariants: links(async (target) => [
    { url: `/api/app/links/${(await linkOf(target)).id}/variants`, shows: null },
  ]),
  listLinkChoices: groups(async (target) => {
    await folderOf(target)
    return [{ url: '/api/app/link-choices' }]
  }),
  listLinkTags: groups(async (target) => [{ url: `/api/tags?ids=${await tagOf(target)}` }]),
  createLinkTag: groups(({ place }) => (place === 'own' ? [{ url: '/api/tags', body: { name: randomUUID() } }] : [])),
  updateLinkTag: groups(async (target) => [{ url: `/api/tags/${await tagOf(target)}`, body: { color: 'blue' } }]),
  deleteLinkTag: groups(async (target) => [{ url: `/api/tags/${await tagOf(target)}` }]),
  listFolders: groups(async (target) => {
    await folderOf(target)
    return [{ url: `/api/folders?search=${encodeURIComponent(target.mark)}` }]
  }),
  createFolder: groups(({ place }) => (place === 'own' ? [{ url: '/api/folders', body: { name: randomUUID() } }] : [])),
  updateFolder: groups(async (target) => [
    { url: `/api/folders/${await folderOf(target)}`, body: { description: 'new' } },
  ]),
  deleteFolder: groups(async (target) => [{ url: `/api/folders/${await folderOf(target)}` }]),
  listDomains: connections(async (target) => [{ url: `/api/domains?search=${await domainOf(target)}` }]),
  createDomain: connections(({ place }) =>
    place === 'own' ? [{ url: '/api/domains', body: { slug: `${randomUUID()}.example` } }] : [],
  ),
  updateDomain: connections(async (target) => [
    { url: `/api/domains/${await domainOf(target)}`, body: { placeholder: 'new' } },
  ]),
  deleteDomain: connections(async (target) => [{ url: `/api/domains/${await domainOf(target)}` }]),
  registerDomain: {
    data: 'registration',
    ask: () => [{ url: '/api/domains/register', body: { domain: 'new.example' }, shows: null }],
  },
  checkDomains: connections(() => [{ url: `/api/domains/status?domains=${randomUUID()}.example`, shows: null }]),
}
