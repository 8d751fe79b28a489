/** Why all clicks on a link would be rejected, whoever makes them. */
export const linkObstacles = ['offer_inactive', 'publisher_inactive', 'not_approved', 'no_landing_page'] as const
export type LinkObstacle = (typeof linkObstacles)[number]

/** Where links can be: the offer's primary domain, one of the publisher's own, the default, any other, or the installation's own address. */
export const addressKinds = ['primary', 'own', 'default', 'shared', 'installation'] as const
export type AddressKind = (typeof addressKinds)[number]
