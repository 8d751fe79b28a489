import { expect, type Page } from '@playwright/test'
import axe from 'axe-core'

/** Waits until nothing on the page moves or fades. Endless animations, such as spinners, don't count. */
async function standsStill(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        (animation) => animation.playState !== 'running' || animation.effect?.getComputedTiming().endTime === Infinity,
      ),
  )
}

/** Fails on anything axe finds on the current page, including open dialogs. Injects axe once per document, since that takes longer than running it. */
export async function expectNoFindings(page: Page): Promise<void> {
  await standsStill(page)
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const findings = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
  })
  expect(findings).toEqual([])
}

declare global {
  interface Window {
    axe: typeof axe
  }
}
