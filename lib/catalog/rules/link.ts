/** Why all clicks on a link would be rejected, whoever makes them. */
export const linkObstacles = ['offer_inactive', 'publisher_inactive', 'not_approved', 'no_landing_page'] as const
export type LinkObstacle = (typeof linkObstacles)[number]

/**
 * Where links can be, best first: the offer's primary domain, one of the publisher's own, the default, the installation's own address, which is the
 * default if no domain is, or any other domain.
 */
export const addressKinds = ['primary', 'own', 'default', 'installation', 'shared'] as const
export type AddressKind = (typeof addressKinds)[number]
