import * as create from '@/lib/catalog/create'
import type { Database } from '@/lib/database/client'
import { organizationTransaction, type OrganizationTransaction } from '@/lib/database/organization'

// The functions of lib/catalog/create.ts, each in a transaction of its own.

const alone =
  <Inputs, Rows>(work: (database: OrganizationTransaction, inputs: Inputs) => Promise<Rows>) =>
  ({ prisma }: Database, organizationId: string, inputs: Inputs): Promise<Rows> =>
    prisma.$transaction((transaction) => work(organizationTransaction(transaction, organizationId), inputs))

export const createOrganization = ({ prisma }: Database, input: Parameters<typeof create.createOrganization>[1]) =>
  prisma.$transaction((transaction) => create.createOrganization(transaction, input))

export const createUsers = alone(create.createUsers)
export const createNetworks = alone(create.createNetworks)
export const createAdvertisers = alone(create.createAdvertisers)
export const createPublishers = alone(create.createPublishers)
export const createIntegrations = alone(create.createIntegrations)
export const createOffers = alone(create.createOffers)
export const createLandingPages = alone(create.createLandingPages)
export const setApprovals = alone(create.setApprovals)
export const createCampaigns = alone(create.createCampaigns)
