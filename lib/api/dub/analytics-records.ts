import { database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import type { Range } from '@/lib/reports/range'
import type { AnalyticsRow, RecordGroup } from './analytics.contract'
import { linkHeads } from './event-links'

/** A record as rows of analytics have it. */
export type Described = { id: string; row: Omit<AnalyticsRow, 'clicks' | 'leads' | 'sales' | 'saleAmount'> }

/** Finds the records that values are about. Values whose records are gone, or that have none, are about none. */
export async function analyticsRecords(
  caller: Caller,
  group: RecordGroup,
  values: readonly string[],
  range: Range,
): Promise<(value: string) => readonly Described[]> {
  const found = await recordsOf(caller, group, values, range)
  return (value) => found.get(value) ?? []
}

async function recordsOf(
  caller: Caller,
  group: RecordGroup,
  values: readonly string[],
  range: Range,
): Promise<ReadonlyMap<string, readonly Described[]>> {
  const store = database().forOrganization(caller.organization.id)
  const ids = { where: { id: { in: [...values] } } }
  const numbers = { where: { incrementalId: { in: values.map(Number) } } }
  const named = { select: { id: true, name: true } } as const
  switch (group) {
    case 'top_links': {
      const heads = await linkHeads(caller, values, range)
      return new Map(heads.map((head) => [head.id, [{ id: head.id, row: { link: head.id, ...head } }]]))
    }
    case 'top_folders': {
      const folders = await store.folder.findMany({ ...ids, ...named })
      return new Map(folders.map((folder) => [folder.id, [{ id: folder.id, row: { folderId: folder.id, folder } }]]))
    }
    case 'top_link_tags': {
      const tags = await store.tag.findMany({ ...ids, select: { id: true, name: true, color: true } })
      return new Map(tags.map((tag) => [tag.id, [{ id: tag.id, row: { tagId: tag.id, tag } }]]))
    }
    case 'top_partners': {
      const publishers = await store.publisher.findMany({
        ...numbers,
        select: { ...named.select, incrementalId: true },
      })
      return new Map(
        publishers.map(({ id, name, incrementalId }) => [
          String(incrementalId),
          [{ id, row: { partnerId: id, partner: { id, name, image: null, payoutsEnabledAt: null, country: null } } }],
        ]),
      )
    }
    case 'top_groups': {
      const publishers = await store.publisher.findMany({ ...numbers, select: { incrementalId: true, group: named } })
      return new Map(
        publishers.map(({ incrementalId, group: of }) => [
          String(incrementalId),
          of ? [{ id: of.id, row: { groupId: of.id, group: { ...of, slug: of.id, color: null } } }] : [],
        ]),
      )
    }
    case 'top_partner_tags': {
      const publishers = await store.publisher.findMany({
        ...numbers,
        select: { incrementalId: true, tags: { select: { tag: named } } },
      })
      return new Map(
        publishers.map(({ incrementalId, tags }) => [
          String(incrementalId),
          tags.map(({ tag }) => ({ id: tag.id, row: { partnerTagId: tag.id, partnerTag: tag } })),
        ]),
      )
    }
  }
}
