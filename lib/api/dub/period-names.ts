/** Dub's names. The SDK sends `mtd` and `qtd`, too; `all_unfiltered` is from before plans limited `all`. */
export const periods = ['1h', '24h', '7d', '30d', '90d', 'mtd', 'qtd', 'ytd', '1y', 'all', 'all_unfiltered'] as const
export type PeriodName = (typeof periods)[number]
