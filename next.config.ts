import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const config: NextConfig = {
  // Keeps native engines, and packages that look for files next to their own, out of the bundle.
  serverExternalPackages: [
    'chdb',
    '@clickhouse/client',
    '@node-rs/argon2',
    'pg',
    '@prisma/client',
    '@prisma/adapter-pg',
    'maxmind',
    'pdfkit',
  ],
  poweredByHeader: false,
  reactStrictMode: true,
  // No page uses it, and its route would fetch our own pages for strangers.
  images: { unoptimized: true },
  // Next.js also serves its fallback page at a separate address, without the nonce that the page's scripts need.
  rewrites: async () => ({
    beforeFiles: [
      { source: '/_global-error', destination: '/_not-found' },
      // Browsers request this on their own.
      { source: '/apple-touch-icon-precomposed.png', destination: '/apple-touch-icon.png' },
    ],
  }),
  // `npm run check` type-checks the whole project, so a build doesn't have to.
  typescript: { ignoreBuildErrors: true },
}

export default createNextIntlPlugin('./messages/request.ts')(config)
