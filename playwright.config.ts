import { defineConfig } from '@playwright/test'
import { freePort } from './lib/testing/free-port'
import { findBrowser } from './scripts/browser'

// Workers also load this file, and reuse the first process's choices.
process.env.E2E_PORT ??= String(await freePort())
process.env.E2E_BROWSER ??= (await findBrowser(console.log)) ?? ''
const baseURL = `http://localhost:${process.env.E2E_PORT}`
const asRoot = process.getuid?.() === 0

export default defineConfig({
  testDir: 'e2e',
  // One at a time: the server and the browser share two cores.
  workers: 1,
  timeout: 60_000,
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
