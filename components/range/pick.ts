/** The calendar's selection. If `to` is null, the next click sets the last day. */
export type Picked = { from: string; to: string | null }

/** The selection after a click on a day: completes a started range, in either order, or starts a new one. */
export function pick(picked: Picked | null, day: string): Picked {
  if (!picked || picked.to !== null) return { from: day, to: null }
  return day < picked.from ? { from: day, to: picked.from } : { from: picked.from, to: day }
}
