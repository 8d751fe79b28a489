import type { MetadataRoute } from 'next'

/** Pages are behind a sign-in. Tracking links stay open to the ad and link checkers of other sites: they only redirect. */
export default function robots(): MetadataRoute.Robots {
  return { rules: { userAgent: '*', allow: '/t/', disallow: '/' } }
}
