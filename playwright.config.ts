import { defineConfig } from '@playwright/test'
import { freePort } from './lib/testing/free-port'
import { findBrowser } from './scripts/browser'

// Workers load this file too, and take over what the first process chose.
process.env.E2E_PORT ??= String(await freePort())
process.env.E2E_BROWSER ??= (await findBrowser(console.log)) ?? ''
const baseURL = `http://localhost:${process.env.E2E_PORT}`
const asRoot = process.getuid?.() === 0

export default defineConfig({
  testDir: 'e2e',
  // One at a time: two cores carry the server and the browser.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  globalSetup: './e2e/global-setup.ts',
  use: {
    baseURL,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    // Nothing is caught halfway through a fade.
    contextOptions: { reducedMotion: 'reduce' },
    // A trace of each test takes a tenth of its time: `--trace on` for the one that fails.
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
