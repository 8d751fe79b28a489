import { z } from 'zod'
import { openLinkPassword } from '@/lib/access/link-passwords'
import { foldersWhere } from '@/lib/catalog/folders'
import { domainsUsedBy } from '@/lib/catalog/link-domains'
import { linksWhere, withLinkRelations, type ShortLinkRow } from '@/lib/catalog/reading-links'
import { qrLook } from '@/lib/catalog/rules/short-link'
import { OWN_PATH, addressOf, readableHost, shortLinkOf } from '@/lib/catalog/short-link-address'
import { config } from '@/lib/config'
import { database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { linkCounts, noCounts, type LinkCounts } from '@/lib/reports/link-counts'
import { variantCounts } from '@/lib/reports/link-variants'
import { handle } from '@/lib/api/operation'
import { Problem } from '@/lib/api/problem'
import { columnOf } from '@/lib/api/resource/fields'
import { shortLinksWhere } from '@/lib/api/v2/links'
import { shortLinksResource } from '@/lib/api/v2/links.contract'
import { listLinkChoices, listLinkRows, listLinkVariants, readLinkDetails, type LinkRow } from './links.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)
const targets = z.record(z.string(), z.string())
const variants = z.array(z.object({ url: z.string(), percentage: z.int() }))

const noLink = () => new Problem('not_found', 'No link with this ID.')

/** The domain that a list is filtered by, which only shortLinksWhere can look up. */
const domainIn = (filter: object = {}): unknown => columnOf(filter, 'domain.eq')

export const linkPageOperations = [
  handle(listLinkRows, async (caller, { query }) => {
    const page = shortLinksResource.listing.read(query)
    const where = { AND: [page.where, shortLinksWhere(caller, domainIn(query.filter))] }
    const [rows, total] = await Promise.all([
      storeOf(caller).link.findMany({ ...page, where, include: withLinkRelations }),
      storeOf(caller).link.count({ where }),
    ])
    const counts = await linkCounts(
      caller,
      rows.map(({ id }) => id),
    )
    return {
      data: rows.map((row) => rowOf(row, counts.get(row.id) ?? noCounts)),
      meta: { total_count: total, total_page: Math.ceil(total / page.take) },
    }
  }),

  handle(readLinkDetails, async (caller, { params: { id } }) => {
    const row = await storeOf(caller).link.findFirst({
      where: { AND: [{ id }, linksWhere(caller)] },
      include: withLinkRelations,
    })
    if (!row) throw noLink()
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

  handle(listLinkVariants, async (caller, { params: { id } }) => {
    const link = await storeOf(caller).link.findFirst({ where: { AND: [{ id }, linksWhere(caller)] } })
    if (!link) throw noLink()
    const found = variants.parse(link.testVariants)
    const counts = await variantCounts(caller, { id, variants: found, from: link.testStartedAt ?? link.createdAt })
    return {
      data: found.map((variant, index) => {
        const { clicks, uniqueClicks, leads, sales, saleAmount } = counts[index] ?? noCounts
        return { ...variant, clicks, unique_clicks: uniqueClicks, leads, sales, sale_amount: saleAmount }
      }),
      started_at: link.testStartedAt?.toISOString() ?? null,
      completed_at: link.testCompletedAt?.toISOString() ?? null,
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
