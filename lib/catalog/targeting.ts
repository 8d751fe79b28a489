import type { TargetingRecord } from '@/lib/catalog/records'
import { type TargetingDimension, targetingDimensions } from '@/lib/catalog/rules/targeting'

/** What targeting looks at. */
export type Targeted = Readonly<Record<TargetingDimension, string>>

type Rule = {
  dimension: TargetingDimension
  include: ReadonlySet<string> | undefined
  exclude: ReadonlySet<string> | undefined
}

// Compiled once per record, since an edit creates a new record.
const compiled = new WeakMap<TargetingRecord, readonly Rule[]>()

/**
 * Compares a visitor with an offer's targeting. Case doesn't matter, and neither does a language's script or country: `de` includes `de-AT`.
 * What's unknown about a visitor isn't on any list, so it fits when values are excluded, but not when only some are included.
 * @returns the first dimension that doesn't fit
 */
export function mismatch(targeting: TargetingRecord, visitor: Targeted): TargetingDimension | undefined {
  let rules = compiled.get(targeting)
  if (!rules)
    compiled.set(targeting, (rules = targetingDimensions.flatMap((dimension) => ruleOf(targeting, dimension))))
  for (const { dimension, include, exclude } of rules) {
    const value = comparable(dimension, visitor[dimension])
    if ((include && !include.has(value)) || exclude?.has(value)) return dimension
  }
  return undefined
}

function ruleOf(targeting: TargetingRecord, dimension: TargetingDimension): Rule[] {
  const lists = targeting[dimension]
  if (!lists) return []
  const [include, exclude] = [lists.include, lists.exclude].map((values) =>
    values.length === 0 ? undefined : new Set(values.map((value) => comparable(dimension, value))),
  )
  return include || exclude ? [{ dimension, include, exclude }] : []
}

function comparable(dimension: TargetingDimension, value: string): string {
  const lower = value.toLowerCase()
  const end = dimension === 'language' ? lower.indexOf('-') : -1
  return end < 0 ? lower : lower.slice(0, end)
}
