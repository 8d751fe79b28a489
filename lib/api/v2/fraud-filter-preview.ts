import type { z } from 'zod'
import { fraudFilters, type FraudFilter } from '@/lib/catalog/rules/fraud-filters'
import { database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'
import { isUuid } from '@/lib/uuid'
import { previewFraudFilters as previewOf } from '@/lib/reports/fraud-preview'
import { rangeOf } from '@/lib/reports/range'
import { addDays, today } from '@/lib/time'
import { handle } from '@/lib/api/operation'
import { resolve } from '@/lib/api/resource/references'
import { previewFraudFilterGroup, previewFraudFilters, type previewAnswer } from './fraud-filter-groups.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

export const fraudFilterPreviewOperations = [
  handle(previewFraudFilters, (caller, { body: { filters, ...asked } }) => answer(caller, filters, asked)),
  handle(previewFraudFilterGroup, async (caller, { params: { fraudFilterGroupID: id }, body }) => {
    const group = isUuid(id) ? await storeOf(caller).fraudFilterGroup.findFirst({ where: { id } }) : null
    if (!group) throw new Refused('not_found', 'No fraud filter group with this ID.')
    return answer(caller, fraudFilters.parse(group.filters), body)
  }),
]

type Asked = { offer_id?: number | string | undefined; days: number }

async function answer(
  caller: Caller,
  filters: readonly FraudFilter[],
  { offer_id, days }: Asked,
): Promise<z.input<typeof previewAnswer>> {
  const { organization, scope } = caller
  const offer = offer_id === undefined ? null : await offerNumber(caller, offer_id)
  const settings = await storeOf(caller).organization.findFirstOrThrow({ select: { ipStorage: true } })
  const to = today(organization.timezone)
  const range = rangeOf(addDays(to, 1 - days), to, organization.timezone)
  const found = await previewOf(
    {
      scope,
      range,
      filters: offer === null ? [] : [{ dimension: 'offer', values: [String(offer)], excluded: false }],
      zoneChangedAt: organization.timezoneChangedAt,
    },
    filters,
    settings.ipStorage,
  )
  const share = (clicks: number) => ({ clicks, percent: percentOf(clicks, found.clicks) })
  return {
    data: {
      start_date: range.from,
      end_date: range.to,
      clicks: found.clicks,
      rejected: share(found.rejected),
      flagged: share(found.flagged),
      filters: filters.map(({ kind, action, active }, index) => {
        const { clicks = null, note = null } = found.filters[index] ?? {}
        return { kind, action, active, clicks, percent: clicks === null ? null : share(clicks).percent, note }
      }),
    },
  }
}

const percentOf = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 100)

async function offerNumber(caller: Caller, given: number | string): Promise<number> {
  await resolve(caller, [{ entity: 'offer', field: 'offer_id', given }])
  if (typeof given === 'number') return given
  const offer = await storeOf(caller).offer.findFirstOrThrow({ where: { id: given }, select: { incrementalId: true } })
  return offer.incrementalId
}
