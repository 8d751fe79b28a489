import { drawAgent } from '@/prisma/demo/agents'
import { addressAt, allPlaces, writeAddress } from '@/prisma/demo/places'
import type { Random } from '@/prisma/demo/random'

/** What a visitor's browser sends: each comes from somewhere else, with another browser. */
export function visitorHeaders(random: Random): Record<string, string> {
  const place = random.pick(allPlaces)
  const agent = drawAgent({ phones: 0.6 }, place, Date.now(), random)
  return {
    'User-Agent': agent.userAgent,
    'X-Forwarded-For': writeAddress(addressAt(place, random)),
    'Accept-Language': `${place.languages.join(',')};q=0.8`,
    Referer: `https://www.site-${random.below(200)}.example/`,
    Accept: 'text/html,application/xhtml+xml',
  }
}
