/**
 * One value per process, created on first use and shared between the server entry and Next's bundles, which load modules separately.
 * @param name unique in the project
 */
export function singleton<T>(name: string, make: () => T): T {
  const store = globalThis as { [key: symbol]: unknown }
  const key = Symbol.for(`tributary.${name}`)
  if (!(key in store)) store[key] = make()
  // The name is unique, so the key is only used for one type.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return store[key] as T
}
