import { withUtm } from '@/lib/utm'
import type { LinkValues } from './forms'

/** Where a link leads, with what its form changes about its UTM parameters. '' if that's the landing page of its offer. */
export function destinationOf(values: LinkValues, saved: LinkValues): string {
  const url = values.url.trim()
  if (url === '') return ''
  const changed = (name: 'utm_source' | 'utm_medium' | 'utm_campaign' | 'utm_term' | 'utm_content') =>
    values[name] === saved[name] ? undefined : values[name]
  return withUtm(url, {
    utmSource: changed('utm_source'),
    utmMedium: changed('utm_medium'),
    utmCampaign: changed('utm_campaign'),
    utmTerm: changed('utm_term'),
    utmContent: changed('utm_content'),
  })
}
