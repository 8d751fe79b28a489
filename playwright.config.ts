import { defineConfig } from '@playwright/test'
import { freePort } from './lib/testing/free-port'
import { enterRunFolder } from './lib/testing/run-folder'
import { findBrowser } from './scripts/browser'

enterRunFolder()
// Workers also load this file, and reuse the first process's choices.
process.env.E2E_PORT ??= String(await freePort())
process.env.E2E_BROWSER ??= (await findBrowser(console.log)) ?? ''
const baseURL = `http://localhost:${process.env.E2E_PORT}`
const asRoot = process.getuid?.() === 0

/** Tests that start a server of their own or change nothing on the common one. They take about as long as the others. */
const INDEPENDENT = /(accessibility|account|recovery|setup)\.spec\.ts$/

export default defineConfig({
  testDir: 'e2e',
  // Tests that change the same data run one at a time, and the independent ones beside them.
  workers: 2,
  projects: [
    { name: 'demo', testIgnore: INDEPENDENT, workers: 1 },
    { name: 'independent', testMatch: INDEPENDENT, workers: 1 },
  ],
  // Room for a machine that's busy with other things, too.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  globalSetup: './e2e/global-setup.ts',
  use: {
    baseURL,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    // Keeps tests from catching elements mid-fade.
    contextOptions: { reducedMotion: 'reduce' },
    // Traces take a tenth of a test's time. Use `--trace on` for a failing one.
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(process.env.E2E_BROWSER ? { executablePath: process.env.E2E_BROWSER } : {}),
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-gpu',
        ...(asRoot ? ['--no-sandbox'] : []),
      ],
    },
  },
})
