import { expect, request, type Page } from '@playwright/test'
import { freePort } from '@/lib/testing/free-port'
import { startMailServer } from '@/lib/testing/mail-server'
import { startProduct, type Product } from './product'

export type Installation = {
  product: Product
  mail: Awaited<ReturnType<typeof startMailServer>>
  /** Waits for the email and returns the link to the page in the newest one. */
  linkTo(email: string, page: string): Promise<string>
  stop(): Promise<void>
}

/** The admin of every installation. */
export const ADA = { email: 'ada@example.com', password: 'correct horse battery' }

/** A new installation of its own, without demo data, that sends email to a local mail server. */
export async function startInstallation(environment: Record<string, string> = {}): Promise<Installation> {
  const mail = await startMailServer()
  const product = await startProduct(await freePort(), [], { SMTP_URL: mail.url, ...environment })
  const setup = await request.newContext()
  const reply = await setup.post(`${product.baseUrl}/api/app/setup`, {
    data: {
      code: product.setupCode,
      organization: 'Müller & Söhne',
      timezone: 'Europe/Berlin',
      currency: 'EUR',
      first_name: 'Ada',
      last_name: 'Müller',
      ...ADA,
    },
  })
  expect(reply.status()).toBe(201)
  await setup.dispose()
  return {
    product,
    mail,
    linkTo: async (email, page) => {
      await expect.poll(() => mail.linkTo(email, page)).not.toBeNull()
      return mail.linkTo(email, page) ?? ''
    },
    stop: async () => {
      await product.stop()
      await mail.close()
    },
  }
}

/** Presses the button with exactly that name. */
export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
