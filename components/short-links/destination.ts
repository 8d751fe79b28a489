import { withUtm } from '@/lib/utm'
import type { LinkValues } from './forms'

/** Where a link leads, with what its form adds to it. '' if that's the landing page of its offer. */
export const destinationOf = (values: LinkValues): string =>
  values.url.trim() === ''
    ? ''
    : withUtm(values.url.trim(), {
        utmSource: values.utm_source || undefined,
        utmMedium: values.utm_medium || undefined,
        utmCampaign: values.utm_campaign || undefined,
        utmTerm: values.utm_term || undefined,
        utmContent: values.utm_content || undefined,
      })
