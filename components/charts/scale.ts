/** At most `limit` of the labels, evenly spaced and including the last one. */
export function spread<T>(labels: readonly T[], limit = 6): T[] {
  const step = Math.max(1, Math.ceil((labels.length - 1) / (limit - 1)))
  return labels.filter((_, index) => (labels.length - 1 - index) % step === 0)
}

/**
 * Round ticks from zero, or a round number at or below `min` if that's negative, to one at or above `max`: five or six, sometimes fewer or one more.
 * They're whole numbers unless `isWhole` is false.
 */
export function roundTicks(max: number, { min = 0, isWhole = true } = {}): number[] {
  const [top, bottom] = [Math.max(0, max), Math.min(0, min)]
  if (top === bottom || (isWhole && bottom === 0 && top <= 4)) return [0, 1, 2, 3, 4]
  const rough = (top - bottom) / 5
  const magnitude = 10 ** Math.floor(Math.log10(rough))
  const step =
    [1, 2, 2.5, 5, 10]
      .map((factor) => factor * magnitude)
      .find((candidate) => candidate >= rough && (!isWhole || Number.isInteger(candidate))) ?? rough
  const [first, last] = [Math.floor(bottom / step), Math.ceil(top / step)]
  // Ten digits are enough for any figure, and 3 × 0.1 isn't 0.3 without rounding.
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(10)))
}
