import { z } from 'zod'
import { flag, hostName, line, lines, linkAddressOrNone, webAddressOrNone } from '@/lib/fields'
import type { Fault } from './faults'
import { origin } from './origin'
import { idList } from './shared'

/** What people can set about a tracking domain. International names become punycode, as in the Host header. */
export const trackingDomainFields = {
  host: hostName,
  description: lines(2000),
  isDefault: flag,
  active: flag,
  isCaseSensitive: flag,
  placeholder: line(200),
  expiredUrl: linkAddressOrNone,
  notFoundUrl: linkAddressOrNone,
  logo: webAddressOrNone,
} as const

/** The publishers that a tracking domain belongs to. With none, it's for all publishers. */
export const publisherIds = idList(500)

export const trackingDomainInput = z.strictObject({
  ...origin,
  ...z.object(trackingDomainFields).partial().shape,
  host: hostName,
})

/**
 * What's wrong with a tracking domain's fields as a whole.
 * @param ownHost the installation's own host, where everyone's links work, so it can't be one organization's
 */
export function trackingDomainFaults(
  domain: { host?: string; isDefault?: boolean; active?: boolean; publisherIds?: readonly string[] },
  ownHost: string,
): Fault[] {
  const faults: Fault[] = []
  if (domain.host === ownHost)
    faults.push({ field: 'host', message: 'must not be the host of this installation, whose links work without it' })
  if (!domain.isDefault) return faults
  if (domain.active === false) faults.push({ field: 'active', message: 'must be true for the default domain' })
  if (domain.publisherIds?.length)
    faults.push({ field: 'publisherIds', message: 'must be empty for the default domain, which is for all publishers' })
  return faults
}
