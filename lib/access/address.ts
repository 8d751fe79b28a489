/** Set by our own server on every request it hands to Next, after looking at TRUST_PROXY; whatever a client sent under this name is dropped. */
export const ADDRESS_HEADER = 'x-tributary-address'

/** The address a request comes from, '' when unknown. */
export function addressOf(headers: { get(name: string): string | null }): string {
  return headers.get(ADDRESS_HEADER) ?? ''
}
