/** What is picked in the calendar; without a last day, the next click sets it. */
export type Picked = { from: string; to: string | null }

/** What a click on a day picks: the end of what was begun, in whichever order, or the beginning of something new. */
export function pick(picked: Picked | null, day: string): Picked {
  if (!picked || picked.to !== null) return { from: day, to: null }
  return day < picked.from ? { from: day, to: picked.from } : { from: picked.from, to: day }
}
