import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const config: NextConfig = {
  // Native engines and the packages that find files beside themselves stay outside the bundle.
  serverExternalPackages: ['chdb', '@clickhouse/client', '@node-rs/argon2', 'pg', '@prisma/client', '@prisma/adapter-pg', 'maxmind'],
  poweredByHeader: false,
  reactStrictMode: true,
  // The page that Next.js falls back to has an address of its own, without the nonce that its scripts need.
  rewrites: async () => ({ beforeFiles: [{ source: '/_global-error', destination: '/_not-found' }] }),
  // `npm run check` does both for the whole project; a build need not repeat them.
  typescript: { ignoreBuildErrors: true },
}

export default createNextIntlPlugin('./messages/request.ts')(config)
