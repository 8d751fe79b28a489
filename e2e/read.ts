import { expect, type Locator } from '@playwright/test'

// What a person sees, and only that. Playwright's own innerText of an element that is still hidden, such as one in a streamed boundary, is its
// textContent, which nobody sees in this form; a lint rule keeps tests from it.

/** The text of one element, once it is visible. */
export async function textOf(locator: Locator): Promise<string> {
  const [text = ''] = await textsOf(locator.first())
  return text
}

/** The texts of all matching elements, once there is at least one and all of them are visible. */
export async function textsOf(locator: Locator): Promise<string[]> {
  let texts: string[] = []
  await expect
    .poll(async () => {
      // One step in the browser, so that nothing changes between the look and the reading.
      const seen = await locator.evaluateAll((elements) => elements.map((element) => (element instanceof HTMLElement && element.checkVisibility() ? element.innerText : null)))
      texts = seen.filter((text) => text !== null)
      return seen.length > 0 && texts.length === seen.length
    })
    .toBe(true)
  return texts
}
