import {
  allCustomThrottlesResource,
  createCustomThrottle,
  customThrottlesResource,
  type CustomThrottleAnswer,
} from '@/lib/api/v2/custom-throttles.contract'
import { defineForm } from '@/components/forms/define'

/** The sub IDs of a link. */
export const subIdNames = ['sub_id', 'sub_id_2', 'sub_id_3', 'sub_id_4', 'sub_id_5', 'sub_id_6'] as const
export type SubIdName = (typeof subIdNames)[number]

/** The values of one sub ID that a throttle is for, separated by commas. */
type FilterValues = Record<SubIdName, { include: string; exclude: string }>

function filterValues(filters: CustomThrottleAnswer['additional_filters'] | undefined): FilterValues {
  const of = (name: SubIdName) => ({
    include: filters?.[name]?.include.join(', ') ?? '',
    exclude: filters?.[name]?.exclude.join(', ') ?? '',
  })
  return {
    sub_id: of('sub_id'),
    sub_id_2: of('sub_id_2'),
    sub_id_3: of('sub_id_3'),
    sub_id_4: of('sub_id_4'),
    sub_id_5: of('sub_id_5'),
    sub_id_6: of('sub_id_6'),
  }
}

/** What the form shows for a throttle, or for a new one. */
export const throttleValues = (throttle: CustomThrottleAnswer | null) => ({
  publisher_incremental_id: String(throttle?.publisher_incremental_id ?? ''),
  offer_incremental_id: throttle?.offer.id ?? '',
  active: throttle?.active ?? true,
  throttle_percentage: String(throttle?.throttle_percentage ?? ''),
  throttle_status: throttle?.throttle_status ?? 'Pending',
  additional_filters: filterValues(throttle?.additional_filters),
})

export type ThrottleValues = ReturnType<typeof throttleValues>

/** Sub IDs without values aren't filters. */
const body = <V extends ThrottleValues>(values: V) => ({
  ...values,
  additional_filters: Object.fromEntries(
    Object.entries(values.additional_filters).filter(
      ([, { include, exclude }]) => include.trim() !== '' || exclude.trim() !== '',
    ),
  ),
})

/** The operation also takes several. */
const { body: one } = customThrottlesResource.all.create
const to = { ...createCustomThrottle, body: one }

export const newThrottleForm = defineForm({
  to,
  values: throttleValues(null),
  body,
})
export const throttleForm = defineForm({
  to: allCustomThrottlesResource.contracts.update,
  values: throttleValues(null),
  body,
})
