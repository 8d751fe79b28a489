import { blockedSubIdsResource } from '@/lib/api/v2/blocked-sub-ids.contract'
import { call } from '@/components/api/call'

const { archive, update, bulkStatus, bulkArchive } = blockedSubIdsResource.contracts

// Only admins can change several at once, so a single one goes by its own path.

/** Unblocks these sub IDs. */
export const unblock = (data: string[]) => {
  const [only = ''] = data
  return data.length === 1
    ? call(archive, { params: { blockedSubID_ID: only } })
    : call(bulkArchive, { body: { data } })
}

/** Blocks sub IDs that were unblocked. */
export const blockAgain = (data: string[]) => {
  const [only = ''] = data
  return data.length === 1
    ? call(update, { params: { blockedSubID_ID: only }, body: { archived: false } })
    : call(bulkStatus, { body: { archived: false, data } })
}
