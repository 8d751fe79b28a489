type Body = Readonly<Record<string, unknown>>

/** The fields of a body that differ from the body of what's saved. With nothing saved, all of them. */
export function changedFields<B extends Body>(saved: B | null, body: B): Partial<B> {
  if (saved === null) return body
  // Only entries of the body.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(
    Object.entries(body).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(saved[name])),
  ) as Partial<B>
}

/** The names of fields that differ between two versions of a record's values. */
export const differing = (before: Body, after: Body): string[] =>
  Object.keys(after).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
