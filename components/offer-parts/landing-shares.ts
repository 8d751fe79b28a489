type Sharing = { id: string; weight: number; is_default: boolean; hide_from_publishers: boolean }

/**
 * Which part of the clicks that don't name a landing page each page gets, from 0 to 1, as lib/tracking/landing-page.ts chooses.
 * @param pages the offer's active pages, in order of their numbers
 */
export function landingShares(pages: readonly Sharing[]): ReadonlyMap<string, number> {
  const total = pages.reduce((sum, { weight }) => sum + weight, 0)
  const only = pages.find((page) => page.is_default) ?? pages.find((page) => !page.hide_from_publishers)
  return new Map(pages.map(({ id, weight }) => [id, total === 0 ? Number(id === only?.id) : weight / total]))
}
