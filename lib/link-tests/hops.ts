import { z } from 'zod'
import { parseUrl } from '@/lib/url'

/** One request of a link test. */
export const hopRecord = z.strictObject({
  url: z.string(),
  /** 0 if there was no answer. */
  status: z.int(),
  /** The version of TLS; '' without it. */
  tls: z.string(),
  /** In ms. */
  duration: z.int(),
  /** Why there was no answer, or ''. */
  error: z.string(),
})
export type HopRecord = z.output<typeof hopRecord>

const stored = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(hopRecord)

/** Reads the requests of a test from its row. */
export const storedHops = z.array(stored)

/** The longest URL that's stored. Redirects may be as long as a server likes. */
const LONGEST_URL = 4000

export const storeHop = (hop: HopRecord): string =>
  JSON.stringify({ ...hop, url: shortened(hop.url), error: shortened(hop.error) })

export const shortened = (text: string): string => (text.length > LONGEST_URL ? `${text.slice(0, LONGEST_URL)}…` : text)

/** The URL's host without its port, or ''. */
export const domainOf = (url: string): string => parseUrl(url)?.hostname ?? ''
