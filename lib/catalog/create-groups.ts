import type { z } from 'zod'
import type {
  Folder,
  FraudFilterGroup,
  PublisherGroup,
  Tag,
  TargetingGroup,
  TrackingDomain,
} from '@/lib/database/generated/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import { folderInput } from '@/lib/catalog/rules/folder'
import { fraudFilterGroupInput } from '@/lib/catalog/rules/fraud-filters'
import { publisherGroupInput } from '@/lib/catalog/rules/publisher-group'
import { tagInput } from '@/lib/catalog/rules/tag'
import { targetingGroupInput } from '@/lib/catalog/rules/targeting'
import { trackingDomainInput } from '@/lib/catalog/rules/tracking-domain'
import { ours, valid } from './create'

// Creates what advertisers, publishers, and offers share, whoever asks for it, by the rules of lib/catalog/create.ts.

export function insertTags(
  database: OrganizationTransaction,
  inputs: readonly z.input<typeof tagInput>[],
): Promise<Tag[]> {
  return database.tag.createManyAndReturn({ data: ours(database, valid(tagInput, inputs)) })
}

export function insertPublisherGroups(
  database: OrganizationTransaction,
  inputs: readonly z.input<typeof publisherGroupInput>[],
): Promise<PublisherGroup[]> {
  return database.publisherGroup.createManyAndReturn({ data: ours(database, valid(publisherGroupInput, inputs)) })
}

/** Creates folders for links. */
export function insertFolders(
  database: OrganizationTransaction,
  inputs: readonly z.input<typeof folderInput>[],
): Promise<Folder[]> {
  return database.folder.createManyAndReturn({ data: ours(database, valid(folderInput, inputs)) })
}

export function insertTargetingGroups(
  database: OrganizationTransaction,
  inputs: readonly z.input<typeof targetingGroupInput>[],
): Promise<TargetingGroup[]> {
  return database.targetingGroup.createManyAndReturn({ data: ours(database, valid(targetingGroupInput, inputs)) })
}

export function insertFraudFilterGroups(
  database: OrganizationTransaction,
  inputs: readonly z.input<typeof fraudFilterGroupInput>[],
): Promise<FraudFilterGroup[]> {
  return database.fraudFilterGroup.createManyAndReturn({ data: ours(database, valid(fraudFilterGroupInput, inputs)) })
}

/** Creates tracking domains that are for all publishers. */
export function insertTrackingDomains(
  database: OrganizationTransaction,
  inputs: readonly z.input<typeof trackingDomainInput>[],
): Promise<TrackingDomain[]> {
  return database.trackingDomain.createManyAndReturn({ data: ours(database, valid(trackingDomainInput, inputs)) })
}
