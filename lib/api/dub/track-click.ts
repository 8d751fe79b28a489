import { recordLinkView } from '@/lib/catalog/link-views'
import { storedHost } from '@/lib/catalog/short-link-address'
import { handle } from '@/lib/api/operation'
import { Problem } from '@/lib/api/problem'
import { trackClick } from './track-click.contract'

const unknown = 'There’s no short link with this domain and key.'

export const trackClickOperations = [
  handle(trackClick, async (_caller, { body, from, acceptLanguage }) => {
    const domain = storedHost(body.domain)
    if (domain === null) throw new Problem('not_found', unknown)
    const outcome = await recordLinkView({
      domain,
      key: body.key,
      url: body.url,
      referrer: body.referrer,
      ...from,
      acceptLanguage: acceptLanguage ?? '',
    })
    if (outcome.result === 'unknown') throw new Problem('not_found', unknown)
    if (outcome.result === 'unavailable')
      throw new Problem('unavailable', 'The click couldn’t be recorded. Try again in a few seconds.', [], {
        'Retry-After': '5',
      })
    return { clickId: outcome.id }
  }),
]
