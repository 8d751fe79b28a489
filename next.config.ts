import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const config: NextConfig = {
  // Native engines, and packages that look for files next to their own, stay outside the bundle.
  serverExternalPackages: ['chdb', '@clickhouse/client', '@node-rs/argon2', 'pg', '@prisma/client', '@prisma/adapter-pg', 'maxmind'],
  poweredByHeader: false,
  reactStrictMode: true,
  // Next.js serves its fallback page at an address of its own too, without the nonce that the page's scripts need.
  rewrites: async () => ({
    beforeFiles: [
      { source: '/_global-error', destination: '/_not-found' },
      // Browsers ask for it on their own.
      { source: '/apple-touch-icon-precomposed.png', destination: '/apple-touch-icon.png' },
    ],
  }),
  // `npm run check` does this for the whole project; a build needn't repeat it.
  typescript: { ignoreBuildErrors: true },
}

export default createNextIntlPlugin('./messages/request.ts')(config)
