/** What the chart stacks, from the bottom. Red is last, so that it's on top. */
export const series = [
  { key: 'success', status: 'Success', color: 'var(--chart-1)' },
  { key: 'failed', status: 'Failed', color: 'var(--negative)' },
  { key: 'skipped', status: 'Skipped', color: 'var(--border-control)' },
] as const

export type StatusDay = { day: string; success: number; failed: number; skipped: number }
