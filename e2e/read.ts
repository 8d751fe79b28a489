import { expect, type Locator } from '@playwright/test'

// Reads only what people see. Playwright's own innerText returns textContent for an element that's still hidden, such as one in a streamed
// boundary, and no one ever sees it in that form. A lint rule keeps tests from using it.

/** The text of one element, once it's visible. */
export async function textOf(locator: Locator): Promise<string> {
  const [text = ''] = await textsOf(locator.first())
  return text
}

/** The texts of all matching elements, once there's at least one and all of them are visible. */
export async function textsOf(locator: Locator): Promise<string[]> {
  let texts: string[] = []
  await expect
    .poll(async () => {
      // One step in the browser, so nothing changes between the check and the read.
      const seen = await locator.evaluateAll((elements) =>
        elements.map((element) =>
          element instanceof HTMLElement && element.checkVisibility() ? element.innerText : null,
        ),
      )
      texts = seen.filter((text) => text !== null)
      return seen.length > 0 && texts.length === seen.length
    })
    .toBe(true)
  return texts
}
