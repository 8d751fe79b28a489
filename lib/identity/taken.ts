import { violatedConstraint } from '@/lib/database/unique-violation'
import { Refused } from './refused'

const externalId = { field: 'externalId', message: 'is already in use' }
const payoutColumns = ['publisherId', 'offerId', 'offerEventId']
const groupName = { field: 'name', message: 'is already the name of another group' }

/** Unique constraints that people's input can violate, with the field at fault and, if it’s not just that, the columns. Code assigns the values of all others. */
export const uniqueFields: Readonly<Record<string, { field: string; message: string; columns?: readonly string[] }>> = {
  User_email_key: { field: 'email', message: 'is already in use' },
  Campaign_organizationId_publisherId_externalId_key: {
    field: 'externalId',
    message: 'is already used by another of this publisher’s campaigns',
  },
  Link_key_key: { field: 'key', message: 'is already in use on this domain', columns: ['domain', 'lookupKey'] },
  Link_externalId_key: externalId,
  Folder_name_key: { field: 'name', message: 'is already the name of another folder' },
  Network_externalId_key: externalId,
  Advertiser_externalId_key: externalId,
  Publisher_externalId_key: externalId,
  Offer_externalId_key: externalId,
  Customer_organizationId_externalId_key: externalId,
  Tag_name_key: { field: 'name', message: 'is already the name of another tag' },
  TrackingDomain_host_key: { field: 'host', message: 'is already in use' },
  TrackingDomain_default_key: { field: 'isDefault', message: 'is already set for another tracking domain' },
  TargetingGroup_name_key: groupName,
  PublisherGroup_name_key: groupName,
  FraudFilterGroup_name_key: groupName,
  LandingPage_default_key: { field: 'isDefault', message: 'is already set for another of the offer’s landing pages' },
  PublisherSubId_externalId_key: {
    field: 'externalId',
    message: 'is already used by another of this publisher’s sub IDs',
    columns: ['publisherId', 'externalId'],
  },
  BlockedSubId_subId_key: {
    field: 'subId',
    message: 'is already blocked for this publisher and offer',
    columns: ['publisherId', 'offerId', 'subId'],
  },
  CustomPayout_offer_key: {
    field: 'offerIncrementalId',
    message: 'already has a custom payout for this publisher',
    columns: payoutColumns,
  },
  ExchangeRate_validFrom_key: { field: 'validFrom', message: 'already has a rate between these currencies' },
  CustomPayout_offerEvent_key: {
    field: 'eventIncrementalId',
    message: 'already has a custom payout for this publisher',
    columns: payoutColumns,
  },
}

/** The refusal that a unique violation stands for, or null if the error isn't one that people's input can cause. */
export function refusalOf(error: unknown): Refused | null {
  const taken = uniqueFields[violatedConstraint(error) ?? '']
  return taken ? new Refused('conflict', taken.message, taken.field, taken.columns ?? [taken.field]) : null
}
