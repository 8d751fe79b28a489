type Camel<Name extends string> = Name extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : Name

/** An object whose names are written as in code. */
export type CamelCased<T> = { [Name in keyof T as Name extends string ? Camel<Name> : Name]: T[Name] }

/** Writes the names of a body's fields, `first_name`, as code has them, `firstName`. */
export function camelCased<T extends object>(values: T): CamelCased<T> {
  const entries = Object.entries(values).map(([name, value]) => [name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()), value] as const)
  // The compiler does not see that the expression above does what Camel does.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(entries) as CamelCased<T>
}
