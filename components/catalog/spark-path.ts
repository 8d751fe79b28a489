/** Where each value of a small chart is, from 0 to 1 in both directions. Y is 0 at the top. */
export type Spot = { x: number; y: number }

/** Spreads the values over the width, with zero at the bottom and the highest at the top. */
export function spotsOf(values: readonly number[]): Spot[] {
  const most = Math.max(...values, 1)
  return values.map((value, index) => ({
    x: values.length === 1 ? 0.5 : index / (values.length - 1),
    y: 1 - value / most,
  }))
}

/** The line through the spots as an SVG path, in a box of this size with this much room around it. */
export function pathOf(spots: readonly Spot[], width: number, height: number, room: number): string {
  const at = ({ x, y }: Spot) => `${rounded(room + x * (width - 2 * room))},${rounded(room + y * (height - 2 * room))}`
  return spots.map((spot, index) => `${index === 0 ? 'M' : 'L'}${at(spot)}`).join('')
}

const rounded = (value: number) => Math.round(value * 10) / 10
