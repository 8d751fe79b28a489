import type { DemoCampaign, DemoPublisher } from './catalog'
import type { Kind, Vertical } from './plan'

type Named = { externalId: string; name: string; description?: string; externalLink?: string }

/** The sub IDs that a kind of publisher always uses: those of prisma/demo/kinds.ts. */
const fixed: Partial<Readonly<Record<Kind, readonly Named[]>>> = {
  coupon: [
    { externalId: 'top-10', name: 'Top 10 of the day' },
    { externalId: 'brand-page', name: 'Brand page' },
    { externalId: 'category', name: 'Category page' },
    { externalId: 'home', name: 'Home page' },
    { externalId: 'push', name: 'Push notification', description: 'Sent at most once a week.' },
    { externalId: 'search', name: 'Site search' },
  ],
  social: [
    { externalId: 'bio', name: 'Link in bio' },
    { externalId: 'story', name: 'Story' },
    { externalId: 'reel', name: 'Reel' },
    { externalId: 'post', name: 'Post' },
  ],
  search: [
    'Brand names',
    'Brand names with “coupon”',
    'Product names',
    'Product numbers',
    'Comparisons',
    'Tests and reviews',
    'Cheap and sale',
    'Gifts',
    'Seasonal',
    'Everything else',
  ].map((topic, index) => ({ externalId: `ag-${index + 1}`, name: `Ad group ${index + 1}: ${topic}` })),
}

/** The articles with the most clicks. */
const articles: Readonly<Record<Vertical, readonly string[]>> = {
  travel: ['Ten quiet islands', 'Across Europe by train', 'Packing list for the Alps'],
  fashion: ['Coats that last', 'Sneakers of the year', 'What to wear to a wedding'],
  electronics: ['Cameras for beginners', 'The best headphones', 'Repair instead of replace'],
  home: ['Small rooms, big ideas', 'Desks compared', 'Light for every room'],
  food: ['Meal kits compared', 'Coffee at home', 'Wines under 10 euros'],
  beauty: ['Skin care in winter', 'Perfumes for every day', 'Natural cosmetics tested'],
  sport: ['Running shoes tested', 'Mountain gear for one day', 'E-bikes compared'],
  family: ['Prams tested', 'Rainy day games', 'Dog food compared'],
  finance: ['Current accounts compared', 'Cards for traveling', 'Car insurance explained'],
  digital: ['Password managers tested', 'Learning a language by app', 'VPNs compared'],
}

/** A publisher's sub IDs that have names. Clicks have many others besides: member numbers, for example. */
export function namedSubIds(
  { plan, host }: DemoPublisher,
  campaigns: readonly DemoCampaign[],
): (Named & { age: number; archived?: boolean })[] {
  const age = Math.min(200, plan.joinedDaysAgo ?? 200)
  const written =
    plan.kind === 'content'
      ? plan.verticals.flatMap((vertical) =>
          articles[vertical].map((name, index) => ({
            externalId: `${vertical}-${index + 1}`,
            name,
            externalLink: `https://www.${host}/artikel/${vertical}-${index + 1}`,
          })),
        )
      : []
  const sent =
    plan.kind === 'newsletter' || plan.kind === 'messenger'
      ? campaigns
          .filter(({ publisher }) => publisher.plan === plan)
          .map(({ row }) => ({ externalId: row.externalId, name: row.name }))
      : []
  const old = fixed[plan.kind] ? [{ externalId: 'old-banner', name: 'Banner of last year', archived: true }] : []
  return [...(fixed[plan.kind] ?? []), ...written, ...sent, ...old].map((subId) => ({ ...subId, age }))
}
