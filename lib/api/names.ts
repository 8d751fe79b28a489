type Camel<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name

/** The same type with camelCase names. */
export type CamelCased<T> = { [Name in keyof T as Name extends string ? Camel<Name> : Name]: T[Name] }

/** Converts an object's names from snake_case to camelCase. */
export function camelCased<T extends object>(values: T): CamelCased<T> {
  const entries = Object.entries(values).map(
    ([name, value]) => [name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()), value] as const,
  )
  // The compiler can't tell that the expression above matches Camel.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(entries) as CamelCased<T>
}
