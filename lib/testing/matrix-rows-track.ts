import { randomUUID } from 'node:crypto'
import type { MatrixRow, Target } from './matrix-rows'

/** A click of the publisher's, of someone new, and of someone whose first click is the publisher's. */
const ask =
  (path: string, more: object): MatrixRow['ask'] =>
  async ({ database: { prisma }, world: { organizationId }, publisher, clickId }: Target) => {
    const known = randomUUID()
    // Each publisher's clicks are to the advertiser with the same number.
    const advertiser = await prisma.advertiser.findFirst({
      where: { organizationId, incrementalId: publisher.number },
      select: { id: true },
    })
    const of = { clickId, publisherId: publisher.id, advertiserId: advertiser?.id ?? null }
    await prisma.customer.create({ data: { organizationId, externalId: known, ...of } })
    return [known, randomUUID()].map((customerExternalId) => ({
      url: `/api/track/${path}`,
      body: { clickId, customerExternalId, ...more },
    }))
  }

export const trackRows: Readonly<Record<string, MatrixRow>> = {
  trackLead: { data: 'conversions', ask: ask('lead', { eventName: 'Sign up' }) },
  trackSale: { data: 'conversions', ask: ask('sale', { amount: 1250 }) },
}
