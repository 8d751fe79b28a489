/** At most `limit` of the labels, evenly spaced and including the last one. */
export function spread<T>(labels: readonly T[], limit = 6): T[] {
  const step = Math.max(1, Math.ceil((labels.length - 1) / (limit - 1)))
  return labels.filter((_, index) => (labels.length - 1 - index) % step === 0)
}

/** Round ticks from zero to a round number at or above `max`: five or six, sometimes fewer, and always whole numbers. */
export function roundTicks(max: number): number[] {
  if (max <= 4) return [0, 1, 2, 3, 4]
  const rough = max / 5
  const magnitude = 10 ** Math.floor(Math.log10(rough))
  const step =
    [1, 2, 2.5, 5, 10]
      .map((factor) => factor * magnitude)
      .find((candidate) => candidate >= rough && Number.isInteger(candidate)) ?? rough
  return Array.from({ length: Math.ceil(max / step) + 1 }, (_, index) => index * step)
}
