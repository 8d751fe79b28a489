import type { MetadataRoute } from 'next'

/** Pages are behind a sign-in. Tracking links only redirect, and stay open to other sites' ad and link checkers. */
export default function robots(): MetadataRoute.Robots {
  return { rules: { userAgent: '*', allow: '/t/', disallow: '/' } }
}
