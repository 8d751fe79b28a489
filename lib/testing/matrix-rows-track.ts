import { randomUUID } from 'node:crypto'
import type { MatrixRow, Target } from './matrix-rows'

/** A click of the publisher's, of someone new, and of someone whose first click is the publisher's. */
const ask =
  (path: string, more: object): MatrixRow['ask'] =>
  async ({ database: { prisma }, world: { organizationId }, publisher, clickId }: Target) => {
    const known = randomUUID()
    await prisma.customer.create({ data: { organizationId, externalId: known, clickId, publisherId: publisher.id } })
    return [known, randomUUID()].map((customerExternalId) => ({
      url: `/api/track/${path}`,
      body: { clickId, customerExternalId, ...more },
    }))
  }

export const trackRows: Readonly<Record<string, MatrixRow>> = {
  trackLead: { data: 'conversions', ask: ask('lead', { eventName: 'Sign up' }) },
  trackSale: { data: 'conversions', ask: ask('sale', { amount: 1250 }) },
}
