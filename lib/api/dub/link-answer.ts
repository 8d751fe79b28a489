import { z } from 'zod'
import { openLinkPassword } from '@/lib/access/link-passwords'
import type { ShortLinkRow } from '@/lib/catalog/reading-links'
import { qrLook } from '@/lib/catalog/rules/short-link'
import { readableHost, shortLinkOf } from '@/lib/catalog/short-link-address'
import { config } from '@/lib/config'
import { database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { linkCounts, noCounts, type LinkCounts } from '@/lib/reports/link-counts'
import type { LinkAnswer } from './links.contract'
import { inMinorUnits } from './minor-units'
import { tagAnswer } from './tags'

const targets = z.record(z.string(), z.string())
const variants = z.array(z.object({ url: z.string(), percentage: z.int() }))

/** Short links in Dub's shape, with what they led to. */
export async function linkAnswers(caller: Caller, rows: readonly ShortLinkRow[]): Promise<LinkAnswer[]> {
  const [counts, domains] = await Promise.all([
    linkCounts(
      caller,
      rows.map(({ id }) => id),
    ),
    database()
      .forOrganization(caller.organization.id)
      .trackingDomain.findMany({
        where: { archived: false, host: { in: rows.map(({ domain }) => domain) }, logo: { not: null } },
        select: { host: true, logo: true },
      }),
  ])
  const logos = new Map(domains.map(({ host, logo }) => [host, logo]))
  return rows.map((row) => linkAnswer(caller, row, counts.get(row.id) ?? noCounts, logos.get(row.domain) ?? null))
}

/** @param logo the domain's, for links whose QR code has none of its own */
function linkAnswer(
  { organization, user }: Pick<Caller, 'organization' | 'user'>,
  row: ShortLinkRow,
  counts: LinkCounts,
  logo: string | null,
): LinkAnswer {
  const geo = targets.parse(row.geo)
  const testVariants = variants.parse(row.testVariants)
  const tags = row.tags.map(({ tag }) => tagAnswer(tag))
  return {
    id: row.id,
    domain: readableHost(row.domain),
    key: row.key,
    url: row.url || landingPageOf(row, user.role === 'publisher'),
    trackConversion: row.trackConversion,
    externalId: row.externalId,
    tenantId: row.tenantId,
    programId: null,
    partnerId: row.publisherId,
    archived: row.archived,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    expiredUrl: row.expiredUrl,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    password: row.password && openLinkPassword(row.id, row.password),
    proxy: row.proxy,
    title: row.title,
    description: row.description,
    image: row.image,
    video: row.video,
    rewrite: row.rewrite,
    doIndex: row.doIndex,
    ios: row.ios,
    android: row.android,
    geo: Object.keys(geo).length > 0 ? geo : null,
    publicStats: row.publicStats,
    tags,
    folderId: row.folderId,
    comments: row.comments || null,
    shortLink: shortLinkOf(row),
    qrCode: qrAddress(row, logo),
    utm_source: row.utmSource || null,
    utm_medium: row.utmMedium || null,
    utm_campaign: row.utmCampaign || null,
    utm_term: row.utmTerm || null,
    utm_content: row.utmContent || null,
    testVariants: testVariants.length > 0 ? testVariants : null,
    testStartedAt: row.testStartedAt?.toISOString() ?? null,
    testCompletedAt: row.testCompletedAt?.toISOString() ?? null,
    userId: row.createdById,
    workspaceId: row.organizationId,
    clicks: counts.clicks,
    leads: counts.leads,
    conversions: counts.customers,
    sales: counts.sales,
    saleAmount: inMinorUnits(counts.saleAmount, organization.currency),
    lastClicked: counts.lastClicked?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    tagId: tags[0]?.id ?? null,
    projectId: row.organizationId,
    webhookIds: [],
  }
}

/** Where an offer's link without a destination leads. Publishers only see what a landing page shows them. */
export function landingPageOf({ landingPage, offer }: ShortLinkRow, isPublisher: boolean): string {
  const page = landingPage ?? offer?.landingPages[0]
  return (isPublisher ? page?.previewUrl : page?.redirectUrl) ?? ''
}

/** The image of a link's QR code, which records that it was scanned. */
function qrAddress(row: ShortLinkRow, domainLogo: string | null): string {
  const { logo = domainLogo, foreground, background, level } = qrLook.parse(row.qr)
  const address = new URLSearchParams({ url: `${shortLinkOf(row)}?qr=1` })
  if (logo) address.set('logo', logo)
  if (foreground) address.set('fgColor', foreground)
  if (background) address.set('bgColor', background)
  if (level) address.set('level', level)
  return `${config().baseUrl}/qr?${address}`
}
