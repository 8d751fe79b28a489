import { Refused } from '@/lib/identity/refused'
import { whyNotCallable } from '@/lib/outbound/written-address'

/**
 * Refuses URLs that the server could never call, so that people learn it when they save them. Hosts' names are checked whenever they're called.
 * @param urls by the names of their fields; absent and empty ones are fine
 * @param stored URLs that stay as they are don't keep anyone from changing something else
 * @throws Refused, naming the field
 */
export function requireCallable(urls: Readonly<Record<string, string | null | undefined>>, stored: object = {}): void {
  for (const [field, url] of Object.entries(urls)) {
    const why = url && url !== Reflect.get(stored, field) ? whyNotCallable(url) : null
    if (why !== null) throw new Refused('invalid', why, field)
  }
}
