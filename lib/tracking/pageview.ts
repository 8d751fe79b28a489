import type { IncomingMessage, ServerResponse } from 'node:http'
import type { LinkView, ViewOutcome } from '@/lib/catalog/link-views'
import { parseWebUrl } from '@/lib/url'
import { sendJson, sendUnavailable } from './answer'
import { Query } from './query'
import { headerText } from './text'

type Options = {
  report: (view: LinkView) => Promise<ViewOutcome>
  addressOf: (request: IncomingMessage) => string
}

/**
 * Creates the handler of `POST /t/pageview`, with which /t.js says that a visitor of a page comes from a short link, although they didn't follow it. The
 * parameters are in the query, so that browsers send it without asking first: `domain` and `key` of the link, and the page's `url` and `referrer`.
 */
export function createPageviews({ report, addressOf }: Options) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method, url = '', headers } = request
    if (method !== 'POST')
      return sendJson(response, 405, { error: 'method_not_allowed', message: 'Use POST.' }, ['Allow', 'POST'])
    const query = new Query(url)
    const page = query.get('url')
    if (page !== undefined && !parseWebUrl(page))
      return sendJson(response, 400, { error: 'invalid', message: 'url must be an http or https URL.' })
    const outcome = await report({
      domain: query.get('domain') ?? '',
      key: query.get('key') ?? '',
      url: page,
      referrer: query.get('referrer'),
      address: addressOf(request),
      userAgent: headerText(headers['user-agent']),
      acceptLanguage: headers['accept-language'] ?? '',
    })
    if (outcome.result === 'unavailable') sendUnavailable(response, true)
    else if (outcome.result === 'unknown')
      sendJson(response, 404, { error: 'not_found', message: 'There’s no short link with this domain and key.' })
    else sendJson(response, 200, { clickId: outcome.id })
  }
}
