import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/** The headless shell comes first: Playwright ships it too, and it runs the same tests in a quarter less time. */
const SYSTEM_BROWSERS = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * Finds a browser for the tests, or installs one.
 * @returns its path, or undefined for Playwright's own
 * @throws Error that says what to install
 */
export async function findBrowser(log: (line: string) => void): Promise<string | undefined> {
  if (!present()) {
    log('No browser found for the tests. Installing one …')
    install('npx', 'playwright', 'install', 'chromium')
  }
  if (!present() && process.getuid?.() === 0) {
    install('apt-get', 'update')
    install('apt-get', 'install', '-y', '--no-install-recommends', 'chromium-headless-shell')
    // Not every distribution packages the shell.
    if (!present()) install('apt-get', 'install', '-y', '--no-install-recommends', 'chromium')
  }
  const found = present()
  if (!found) {
    throw new Error(
      'The browser tests need Chromium or Chrome. Install one: "npx playwright install chromium", or your system’s package (Debian: "apt-get install chromium").',
    )
  }
  return found === 'own' ? undefined : found
}

function present(): string | undefined {
  return existsSync(chromium.executablePath()) ? 'own' : SYSTEM_BROWSERS.find((path) => existsSync(path))
}

function install(command: string, ...parameters: string[]): void {
  spawnSync(command, parameters, { stdio: 'ignore', timeout: 600_000 })
}
