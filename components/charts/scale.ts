/** At most `limit` of the labels, evenly spread, first and last among them. */
export function spread<T>(labels: readonly T[], limit = 6): T[] {
  if (labels.length <= limit) return [...labels]
  return Array.from({ length: limit }, (_, index) => labels[Math.round((index * (labels.length - 1)) / (limit - 1))]).filter(
    (label): label is T => label !== undefined,
  )
}

/** Round ticks from zero to a round number at or above `max`: four to six of them, whole numbers only. */
export function roundTicks(max: number): number[] {
  if (max <= 4) return [0, 1, 2, 3, 4]
  const rough = max / 4
  const magnitude = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * magnitude).find((candidate) => candidate >= rough && Number.isInteger(candidate)) ?? rough
  return Array.from({ length: Math.ceil(max / step) + 1 }, (_, index) => index * step)
}
