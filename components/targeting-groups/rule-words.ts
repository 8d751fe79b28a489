import { targetingDimensions } from '@/lib/api/v2/offer-options'
import type { TargetingChoices } from '@/components/targeting/targeting-fields'
import type { Targeting } from '@/components/targeting/values'
import type { Translate } from '@/messages/settings'

/** So many values are named before the rest are counted. */
const NAMED = 3

/** What targeting lets through, in words: "Country: only Germany and Austria. Device: all except Tablet." */
export function ruleWords(
  targeting: Targeting,
  choices: TargetingChoices,
  nameOfRegion: (code: string) => string | undefined,
  t: Translate<'targetingGroups.rules'>,
  names: Translate<'targeting.dimensions'>,
): string {
  const known = { country: choices.countries, language: choices.languages }
  return targetingDimensions
    .flatMap((dimension) => {
      const nameOf = (value: string) =>
        dimension === 'country' || dimension === 'language'
          ? (known[dimension].find((option) => option.value === value)?.label ?? value)
          : dimension === 'region'
            ? (nameOfRegion(value) ?? value)
            : value
      const all = (values: readonly string[]) => {
        const named = values.slice(0, NAMED).map(nameOf)
        return values.length > NAMED
          ? t('andMore', { values: named.join(', '), count: values.length - NAMED })
          : named.join(', ')
      }
      const { include, exclude } = targeting[dimension] ?? { include: [], exclude: [] }
      const thing = names(dimension)
      return [
        ...(include.length > 0 ? [t('only', { thing, values: all(include) })] : []),
        ...(exclude.length > 0 ? [t('except', { thing, values: all(exclude) })] : []),
      ]
    })
    .join(' ')
}
