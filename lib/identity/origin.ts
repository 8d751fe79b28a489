/** Header that our server sets on every request it passes to Next.js, according to TRUST_PROXY. A value from the client is dropped. */
export const ADDRESS_HEADER = 'x-tributary-address'

/** Where a request comes from. Unknown values are ''. */
export type Origin = { address: string; userAgent: string }

/** The origin of a request, as stored with sessions and audit entries. */
export function originOf(headers: { get(name: string): string | null }): Origin {
  return { address: headers.get(ADDRESS_HEADER) ?? '', userAgent: (headers.get('user-agent') ?? '').slice(0, 500) }
}
