import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'
import { OWN_PROCESS, SlowestFirst } from './lib/testing/order.ts'
import { enterRunFolder } from './lib/testing/run-folder.ts'

enterRunFolder()

const resolve = { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } }
const exclude = [...configDefaults.exclude, 'e2e/**', '.next/**', '.data/**']
const common = {
  setupFiles: ['lib/testing/each-file.ts'],
  // Processes rather than threads: each process can have only one event log engine.
  pool: 'forks' as const,
  env: {
    AUTH_SECRET: 'only-for-tests-0123456789abcdefghijklmnop',
    BASE_URL: 'http://localhost:3000',
    RATE_LIMIT_PER_MINUTE: '100000',
  },
  // Real stores start and stop in hooks, possibly on a busy machine.
  expect: { poll: { timeout: 60_000 } },
  testTimeout: 180_000,
  hookTimeout: 180_000,
}

export default defineConfig({
  resolve,
  test: {
    globalSetup: ['lib/testing/global-setup.ts'],
    // Tests spend half their time waiting for a store, and vitest would leave one core free, which is half of two.
    maxWorkers: Math.min(availableParallelism(), 4),
    sequence: { sequencer: SlowestFirst },
    teardownTimeout: 60_000,
    projects: [
      { resolve, test: { ...common, name: 'own process', include: OWN_PROCESS, exclude } },
      {
        resolve,
        test: {
          ...common,
          name: 'shared',
          include: ['*.test.ts', '{lib,app,components,prisma,scripts,bench}/**/*.test.{ts,tsx}'],
          exclude: [...exclude, ...OWN_PROCESS],
          // Loading the app takes longer than most files' tests, so each process loads it once. each-file.ts keeps the files apart.
          isolate: false,
        },
      },
    ],
  },
})
