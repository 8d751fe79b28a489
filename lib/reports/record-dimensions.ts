import type { Dimension } from './dimensions'

/** Dimensions whose values are numbered records with pages of their own. Safe to import in the browser. */
export const recordDimensions = ['advertiser', 'network', 'offer', 'publisher'] as const satisfies readonly Dimension[]
export type RecordDimension = (typeof recordDimensions)[number]
