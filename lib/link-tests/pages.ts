import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { TestedPage } from './visit'

const included = {
  organization: { select: { timezone: true } },
  offer: {
    include: {
      advertiser: { select: { incrementalId: true, managerId: true, network: { select: { incrementalId: true } } } },
    },
  },
} as const satisfies Prisma.LandingPageInclude
type Found = Prisma.LandingPageGetPayload<{ include: typeof included }>

/** Finds landing pages with what their tests need. */
export async function findTestedPages(
  store: Pick<Database['prisma'], 'landingPage'>,
  where: Prisma.LandingPageWhereInput,
): Promise<TestedPage[]> {
  return (await store.landingPage.findMany({ where, include: included, orderBy: { id: 'asc' } })).map(testedPage)
}

function testedPage({ offer, organization, ...page }: Found): TestedPage {
  const { advertiser } = offer
  return {
    id: page.id,
    incrementalId: page.incrementalId,
    name: page.name,
    redirectUrl: page.redirectUrl,
    countries: page.linkTestCountries,
    devices: page.linkTestDevices,
    expectedDomain: page.linkTestExpectedDomain,
    organizationId: page.organizationId,
    timezone: organization.timezone,
    integrationId: offer.integrationId,
    offer: { id: offer.id, incrementalId: offer.incrementalId, name: offer.name },
    advertiser: { incrementalId: advertiser.incrementalId, managerId: advertiser.managerId },
    network: advertiser.network?.incrementalId ?? 0,
  }
}
