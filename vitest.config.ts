import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    include: ['*.test.ts', '{lib,app,components,prisma,scripts,bench}/**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, 'e2e/**', '.next/**', '.data/**'],
    globalSetup: ['lib/testing/global-setup.ts'],
    // Processes, not threads: the event log's engine is one per process.
    pool: 'forks',
    // Half of the time a test waits for a store; vitest would leave a core free, which of two is half.
    maxWorkers: Math.min(availableParallelism(), 4),
    env: { AUTH_SECRET: 'only-for-tests-0123456789abcdefghijklmnop', BASE_URL: 'http://localhost:3000', RATE_LIMIT_PER_MINUTE: '100000' },
    // Real stores start and stop in hooks, possibly on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 60_000,
  },
})
