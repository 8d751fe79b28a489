import { test as base, expect, type BrowserContext, type Locator, type Page } from '@playwright/test'

export { expect }

/** A current browser, so clicks count as human. */
export const USER_AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

/** Collects what goes wrong on any page of a browser context: script errors, console errors and content security policy violations. */
export async function watch(context: BrowserContext): Promise<string[]> {
  const wrong: string[] = []
  context.on('weberror', (error) => wrong.push(error.error().message))
  context.on('console', (message) => {
    // The browser itself logs 4xx responses that a test provokes.
    if (message.type() === 'error' && !/^Failed to load resource:.* status of 4\d\d/.test(message.text()))
      wrong.push(`${message.page()?.url()}: ${message.text()}`)
  })
  // The console doesn't list every violation: it leaves out the ones a script catches.
  await context.exposeFunction('reportViolation', (text: string) => wrong.push(text))
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
      const report: unknown = Reflect.get(window, 'reportViolation')
      if (typeof report === 'function')
        report(`${location.pathname}: refused ${effectiveDirective} ${blockedURI} ${sample}`)
    })
  })
  return wrong
}

/** Lets every page deliver its pending reports. A page that's navigating away has nothing left to report. */
async function lastWords(context: BrowserContext): Promise<void> {
  await Promise.all(
    context.pages().map((page) => page.evaluate(() => new Promise((resolve) => setTimeout(resolve))).catch(() => {})),
  )
}

/**
 * Waits until one of our pages responds to clicks and keys everywhere: every streamed boundary is in place, and React listens to every control.
 * Before that, clicks get lost and streamed text is still hidden.
 */
export async function awake(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const isOurs = '__next_f' in window
    if (!isOurs) return true
    // React keeps a `B:` template in each boundary until its content is shown. The hidden `S:` content may stay behind when a boundary fails.
    if (document.readyState !== 'complete' || document.querySelector('template[id^="B:"]')) return false
    const controls = [...document.querySelectorAll('body :is(a, button, input, select, textarea, form)')]
    return controls.every((control) => Object.keys(control).some((key) => key.startsWith('__reactProps$')))
  })
}

/** Opening or reloading a page resolves once it's awake. A test that wants to act earlier passes `waitUntil`: `goto(path, { waitUntil: 'load' })`. */
function wakeOnArrival(context: BrowserContext): void {
  context.on('page', (page) => {
    wakeBeforeActing(page)
    let isEarly = false
    const press = page.keyboard.press.bind(page.keyboard)
    page.keyboard.press = async (...given) => {
      if (!isEarly) await awake(page)
      await press(...given)
    }
    const arrive = async <Answer>(arrival: Promise<Answer>, options: Parameters<Page['goto']>[1]): Promise<Answer> => {
      isEarly = options?.waitUntil !== undefined
      const answer = await arrival
      if (!isEarly) await awake(page)
      return answer
    }
    const [goto, reload, goBack, goForward] = [
      page.goto.bind(page),
      page.reload.bind(page),
      page.goBack.bind(page),
      page.goForward.bind(page),
    ]
    page.goto = (url, options) => arrive(goto(url, options), options)
    page.reload = (options) => arrive(reload(options), options)
    page.goBack = (options) => arrive(goBack(options), options)
    page.goForward = (options) => arrive(goForward(options), options)
  })
}

/** Everything people do with a control. */
const actions = [
  'check',
  'clear',
  'click',
  'dblclick',
  'fill',
  'focus',
  'hover',
  'press',
  'pressSequentially',
  'selectOption',
  'setChecked',
  'tap',
  'uncheck',
] as const
const isAwakened = Symbol('awakened')

/**
 * Makes every action on a control wait until its page is awake. Pages also load without `goto`: by a link, a form, a redirect after signing in.
 * A click between first paint and hydration would be lost.
 */
function wakeBeforeActing(page: Page): void {
  const locators: unknown = Object.getPrototypeOf(page.locator('html'))
  if (typeof locators !== 'object' || locators === null || Reflect.has(locators, isAwakened)) return
  Reflect.set(locators, isAwakened, true)
  for (const action of actions) {
    const act: unknown = Reflect.get(locators, action)
    if (typeof act !== 'function') throw new Error(`Locators have no ${action}`)
    Reflect.set(locators, action, async function awakened(this: Locator, ...given: unknown[]): Promise<unknown> {
      await awake(this.page())
      return Reflect.apply(act, this, given)
    })
  }
}

/** Fails a test on anything `watch` collects. `elsewhere` opens a page in another browser context, for another person. */
export const test = base.extend<{ elsewhere: () => Promise<Page> }>({
  context: async ({ context }, run) => {
    wakeOnArrival(context)
    const wrong = await watch(context)
    await run(context)
    await lastWords(context)
    expect(wrong).toEqual([])
  },
  elsewhere: async ({ browser, contextOptions }, run) => {
    const opened: { context: BrowserContext; wrong: string[] }[] = []
    await run(async () => {
      const context = await browser.newContext({ ...contextOptions, userAgent: USER_AGENT })
      wakeOnArrival(context)
      opened.push({ context, wrong: await watch(context) })
      return context.newPage()
    })
    for (const { context } of opened) {
      await lastWords(context)
      await context.close()
    }
    expect(opened.flatMap(({ wrong }) => wrong)).toEqual([])
  },
})
