/** A name in camelCase instead of snake_case. */
export type Camel<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name

/** The same type with camelCase names. */
export type CamelCased<T> = { [Name in keyof T as Name extends string ? Camel<Name> : Name]: T[Name] }

/** Converts a name from snake_case to camelCase. */
export function camelCase(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

/** Converts a name from camelCase to snake_case. */
export function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** Converts an object's names from snake_case to camelCase. */
export function camelCased<T extends object>(values: T): CamelCased<T> {
  const entries = Object.entries(values).map(([name, value]) => [camelCase(name), value] as const)
  // The compiler can't tell that the expression above matches Camel.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(entries) as CamelCased<T>
}
