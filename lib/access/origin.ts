/** Set by our own server on every request it hands to Next, after looking at TRUST_PROXY; whatever a client sent under this name is dropped. */
export const ADDRESS_HEADER = 'x-tributary-address'

/** Where a request comes from; '' for what is unknown. */
export type Origin = { address: string; userAgent: string }

/** What sessions and the audit log keep of where a request comes from. */
export function originOf(headers: { get(name: string): string | null }): Origin {
  return { address: headers.get(ADDRESS_HEADER) ?? '', userAgent: (headers.get('user-agent') ?? '').slice(0, 500) }
}
