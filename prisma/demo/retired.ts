import type { z } from 'zod'
import type { advertiserInput } from '@/lib/catalog/rules/advertiser'
import type { integrationInput } from '@/lib/catalog/rules/integration'
import type { landingPageInput, landingPageOfOffer } from '@/lib/catalog/rules/landing-page'
import type { networkInput } from '@/lib/catalog/rules/network'
import type { offerInput } from '@/lib/catalog/rules/offer'
import type { publisherInput } from '@/lib/catalog/rules/publisher'
import { slugify } from '@/lib/catalog/slug'
import { priceOf } from './price'
import type { Stamp, Stamper } from './stamp'
import type { TermsPlan } from './terms-plan'
import type { Names } from './terms'

/** Records without clicks. They're numbered after all others. */
export type DemoRetired = {
  integrations: (z.input<typeof integrationInput> & Stamp)[]
  networks: (z.input<typeof networkInput> & Stamp)[]
  advertisers: (z.input<typeof advertiserInput> & Stamp)[]
  publishers: (z.input<typeof publisherInput> & Stamp)[]
  offers: (Omit<z.input<typeof offerInput>, 'landingPages'> & Stamp & { landingPages: LandingPage[] })[]
  landingPages: (z.input<typeof landingPageInput> & Stamp)[]
}
type LandingPage = z.input<typeof landingPageOfOffer> & Stamp

const website = (name: string) => `https://www.${slugify(name, 'site')}.example`

export function retiredOf({ retired }: TermsPlan, names: Names, currency: string, stamp: Stamper): DemoRetired {
  const integrations = retired.integrations.map(({ archived, ...integration }) => ({
    ...stamp(650, archived),
    ...integration,
    active: archived,
  }))
  const advertisers = retired.advertisers.map(({ name, archived }, index) => ({
    ...stamp(390 - index, archived),
    name,
    website: website(name),
    active: archived,
  }))
  return {
    integrations,
    networks: retired.networks.map((name) => ({ ...stamp(600, true), name, website: website(name) })),
    advertisers,
    publishers: retired.publishers.map((name) => ({ ...stamp(375, true), name, website: website(name) })),
    offers: retired.offers.map(({ advertiser, name, pay }) => ({
      ...stamp(380, true),
      integrationId: integrations.find(({ archivedAt }) => archivedAt)?.id ?? '',
      advertiserId: advertisers.find((row) => row.name === advertiser)?.id ?? '',
      name: `${advertiser} – ${name}`,
      currency,
      ...priceOf(pay),
      landingPages: [
        { ...unarchived(stamp(380)), name: 'Front page', redirectUrl: `${website(advertiser)}/?click_id={click_id}` },
      ],
    })),
    landingPages: retired.landingPages.map(({ offer, name }) => {
      const { advertiser, row } = names.offer(offer)
      const path = slugify(name, 'page')
      return {
        ...stamp(330, true),
        offerId: row.id,
        name,
        redirectUrl: `${advertiser.website}/${path}?click_id={click_id}`,
        previewUrl: `${advertiser.website}/${path}`,
      }
    }),
  }
}

const unarchived = ({ archivedAt: _at, ...stamp }: Stamp) => stamp
