import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'
import { SlowestFirst } from './lib/testing/slowest-first.ts'

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    include: ['*.test.ts', '{lib,app,components,prisma,scripts,bench}/**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, 'e2e/**', '.next/**', '.data/**'],
    globalSetup: ['lib/testing/global-setup.ts'],
    setupFiles: ['lib/testing/patience.ts'],
    // Processes rather than threads: each process can have only one event log engine.
    pool: 'forks',
    // Tests spend half their time waiting for a store, and vitest would leave one core free, which is half of two.
    maxWorkers: Math.min(availableParallelism(), 4),
    sequence: { sequencer: SlowestFirst },
    env: {
      AUTH_SECRET: 'only-for-tests-0123456789abcdefghijklmnop',
      BASE_URL: 'http://localhost:3000',
      RATE_LIMIT_PER_MINUTE: '100000',
    },
    // Real stores start and stop in hooks, possibly on a busy machine.
    expect: { poll: { timeout: 60_000 } },
    testTimeout: 180_000,
    hookTimeout: 180_000,
    teardownTimeout: 60_000,
  },
})
