import { z } from 'zod'
import { openLinkPassword } from '@/lib/access/link-passwords'
import { foldersWhere } from '@/lib/catalog/folders'
import { domainsUsedBy } from '@/lib/catalog/link-domains'
import { linksWhere, withLinkRelations, type ShortLinkRow } from '@/lib/catalog/reading-links'
import { qrLook } from '@/lib/catalog/rules/short-link'
import { OWN_PATH, addressOf, readableHost, shortLinkOf, storedHost } from '@/lib/catalog/short-link-address'
import { config } from '@/lib/config'
import { database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { Caller } from '@/lib/identity/caller'
import { linkCounts, noCounts, type LinkCounts } from '@/lib/reports/link-counts'
import { containing } from '@/lib/text'
import { handle } from '@/lib/api/operation'
import { Problem } from '@/lib/api/problem'
import { listLinkChoices, listLinkRows, readLinkDetails, type LinkRow } from './links.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)
const targets = z.record(z.string(), z.string())
const variants = z.array(z.object({ url: z.string(), percentage: z.int() }))

type Filter = z.output<typeof listLinkRows.query>['filter']

export const linkPageOperations = [
  handle(listLinkRows, async (caller, { query: { q, filter, sort, page } }) => {
    const store = storeOf(caller)
    const where = { AND: [linksWhere(caller), matching(q.trim(), filter)] }
    const direction = sort === '-created_at' ? 'desc' : 'asc'
    const [rows, total] = await Promise.all([
      store.link.findMany({
        where,
        include: withLinkRelations,
        orderBy: sort === 'id' ? [{ id: 'asc' }] : [{ createdAt: direction }, { id: direction }],
        skip: (page.number - 1) * page.size,
        take: page.size,
      }),
      store.link.count({ where }),
    ])
    const counts = await linkCounts(
      caller,
      rows.map(({ id }) => id),
    )
    return {
      data: rows.map((row) => rowOf(row, counts.get(row.id) ?? noCounts)),
      meta: { total_count: total, total_page: Math.ceil(total / page.size) },
    }
  }),

  handle(readLinkDetails, async (caller, { params: { id } }) => {
    const row = await storeOf(caller).link.findFirst({
      where: { AND: [{ id }, linksWhere(caller)] },
      include: withLinkRelations,
    })
    if (!row) throw new Problem('not_found', 'No link with this ID.')
    const counts = await linkCounts(caller, [id])
    return {
      data: {
        ...rowOf(row, counts.get(id) ?? noCounts),
        landing_page: row.landingPage && { id: row.landingPage.id, name: row.landingPage.name },
        external_id: row.externalId,
        tenant_id: row.tenantId,
        comments: row.comments,
        track_conversion: row.trackConversion,
        expired_url: row.expiredUrl,
        password: row.password && openLinkPassword(row.id, row.password),
        utm_source: row.utmSource,
        utm_medium: row.utmMedium,
        utm_campaign: row.utmCampaign,
        utm_term: row.utmTerm,
        utm_content: row.utmContent,
        ios: row.ios,
        android: row.android,
        geo: targets.parse(row.geo),
        devices: targets.parse(row.devices),
        systems: targets.parse(row.systems),
        test_variants: variants.parse(row.testVariants),
        proxy: row.proxy,
        title: row.title,
        description: row.description,
        image: row.image,
        do_index: row.doIndex,
        qr: qrLook.parse(row.qr),
      },
    }
  }),

  handle(listLinkChoices, async (caller) => {
    const store = storeOf(caller)
    const isPublisher = caller.user.role === 'publisher'
    const [domains, folders] = await Promise.all([
      store.trackingDomain.findMany({
        where: { ...domainsUsedBy(caller), active: true },
        select: { host: true, isDefault: true },
        orderBy: { host: 'asc' },
      }),
      store.folder.findMany({
        where: foldersWhere(caller),
        select: { id: true, name: true, accessLevel: true },
        orderBy: { name: 'asc' },
      }),
    ])
    const isDefault = !domains.some((domain) => domain.isDefault)
    const own = { host: readableHost(''), address: `${config().baseUrl}${OWN_PATH}`, is_default: isDefault }
    return {
      domains: [
        own,
        ...domains.map(({ host, isDefault: is_default }) => ({
          host: readableHost(host),
          address: `${addressOf(readableHost(host))}/`,
          is_default,
        })),
      ],
      folders: folders.map(({ id, name, accessLevel }) => ({
        id,
        name,
        can_write: !isPublisher || accessLevel === 'write',
      })),
    }
  }),
]

function matching(q: string, filter: Filter): Prisma.LinkWhereInput {
  const { domain, folder_id: folder, tag_id: tag, publisher_id: publisher, campaign_id: campaign, archived } = filter
  // No stored host has spaces, so what isn't a host matches nothing.
  const host = domain?.eq === undefined ? undefined : (storedHost(domain.eq) ?? ' ')
  return {
    archived: archived?.eq ?? false,
    ...(q === '' ? {} : { OR: [{ key: containing(q) }, { url: containing(q) }, { comments: containing(q) }] }),
    ...(host === undefined ? {} : { domain: host }),
    ...(folder?.eq === undefined ? {} : { folderId: folder.eq }),
    ...(tag?.eq === undefined ? {} : { tags: { some: { tagId: tag.eq, tag: { archived: false } } } }),
    ...(publisher?.eq === undefined ? {} : { publisherId: publisher.eq }),
    ...(campaign?.eq === undefined ? {} : { campaignId: campaign.eq }),
  }
}

function rowOf(row: ShortLinkRow, counts: LinkCounts): LinkRow {
  const numbered = (one: { id: string; incrementalId: number; name: string } | null) =>
    one && { id: one.id, incremental_id: one.incrementalId, name: one.name }
  return {
    id: row.id,
    short_link: shortLinkOf(row),
    domain: readableHost(row.domain),
    key: row.key,
    url: row.url,
    publisher: numbered(row.publisher),
    offer: numbered(row.offer),
    campaign: row.campaign && { id: row.campaign.id, name: row.campaign.name },
    folder: row.folder,
    tags: row.tags.map(({ tag: { id, name, color } }) => ({ id, name, color })),
    archived: row.archived,
    expires_at: row.expiresAt?.toISOString() ?? null,
    has_password: row.password !== null,
    clicks: counts.clicks,
    leads: counts.leads,
    sales: counts.sales,
    sale_amount: counts.saleAmount,
    last_clicked_at: counts.lastClicked?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  }
}
