import { targetingDimensions, type TargetingDimension } from '@/lib/api/v2/offer-options'

type Lists = { include: string[]; exclude: string[] }
/** Targeting as the API has it: dimensions without any may be missing. */
export type Targeting = { [Dimension in TargetingDimension]?: Lists | undefined }

const lists = (of?: Lists): Lists => ({ include: [...(of?.include ?? [])], exclude: [...(of?.exclude ?? [])] })

/** What a form shows for targeting: every dimension has its lists, also empty ones. */
export const targetingValues = (targeting: Targeting = {}) => ({
  country: lists(targeting.country),
  region: lists(targeting.region),
  device: lists(targeting.device),
  os: lists(targeting.os),
  browser: lists(targeting.browser),
  language: lists(targeting.language),
})
export type TargetingValues = ReturnType<typeof targetingValues>

/** What a form sends for targeting: only dimensions that have any. */
export const targetingBody = (targeting: TargetingValues) =>
  Object.fromEntries(
    targetingDimensions.flatMap((dimension) => {
      const { include, exclude } = targeting[dimension]
      return include.length + exclude.length === 0 ? [] : [[dimension, { include, exclude }]]
    }),
  )
