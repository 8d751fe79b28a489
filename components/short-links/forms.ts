import type { LinkDetails } from '@/lib/api/app/links.contract'
import { createFormLink, updateFormLink } from '@/lib/api/app/link-forms.contract'
import { localTime } from '@/lib/days'
import { defineForm } from '@/components/forms/define'
import { instantAt } from './moment'

/** A destination for some visitors: those in a country, or with a device or an operating system. */
export type Target = { by: 'geo' | 'devices' | 'systems'; value: string; url: string }
/** One of several destinations that share the clicks. */
export type Variant = { url: string; percentage: string }

const kinds = ['geo', 'devices', 'systems'] as const

const targetsOf = (link: LinkDetails | null): Target[] =>
  link ? kinds.flatMap((by) => Object.entries(link[by]).map(([value, url]) => ({ by, value, url }))) : []

/** What the form shows for a link, or for a new one. Times are in this zone. */
export const linkValues = (link: LinkDetails | null, timezone: string) => ({
  url: link?.url ?? '',
  offerId: link?.offer?.id ?? '',
  partnerId: link?.publisher?.id ?? '',
  domain: link?.domain ?? '',
  key: link?.key ?? '',
  folderId: link?.folder?.id ?? '',
  campaignId: link?.campaign?.id ?? '',
  tagIds: link?.tags.map(({ id }) => id) ?? [],
  comments: link?.comments ?? '',
  utm_source: link?.utm_source ?? '',
  utm_medium: link?.utm_medium ?? '',
  utm_campaign: link?.utm_campaign ?? '',
  utm_term: link?.utm_term ?? '',
  utm_content: link?.utm_content ?? '',
  ios: link?.ios ?? '',
  android: link?.android ?? '',
  targets: targetsOf(link),
  expiresAt: link?.expires_at ? localTime(new Date(link.expires_at), timezone).slice(0, 16).replace(' ', 'T') : '',
  expiredUrl: link?.expired_url ?? '',
  password: link?.password ?? '',
  testVariants: (link?.test_variants ?? []).map(({ url, percentage }): Variant => ({
    url,
    percentage: String(percentage),
  })),
  proxy: link?.proxy ?? false,
  title: link?.title ?? '',
  description: link?.description ?? '',
  image: link?.image ?? '',
  qr: {
    logo: link?.qr.logo ?? '',
    foreground: link?.qr.foreground ?? '#000000',
    background: link?.qr.background ?? '#ffffff',
    level: link?.qr.level ?? 'L',
  },
  externalId: link?.external_id ?? '',
  tenantId: link?.tenant_id ?? '',
  trackConversion: link?.track_conversion ?? false,
  doIndex: link?.do_index ?? false,
  timezone,
})
export type LinkValues = ReturnType<typeof linkValues>

const orNull = (text: string) => (text.trim() === '' ? null : text)

/** What's sent for a form. Fields that are empty say that there's none. */
export function body({ timezone, targets, qr, expiresAt, testVariants, ...values }: LinkValues) {
  const by = (kind: Target['by']) =>
    Object.fromEntries(targets.filter((one) => one.by === kind).map(({ value, url }) => [value, url]))
  return {
    ...values,
    offerId: orNull(values.offerId),
    folderId: orNull(values.folderId),
    campaignId: orNull(values.campaignId),
    partnerId: orNull(values.partnerId),
    externalId: orNull(values.externalId),
    tenantId: orNull(values.tenantId),
    password: orNull(values.password),
    geo: by('geo'),
    devices: by('devices'),
    systems: by('systems'),
    testVariants,
    // What isn't a time stays, to be refused.
    expiresAt: instantAt(expiresAt, timezone)?.toISOString() ?? orNull(expiresAt),
    qr: { ...qr, logo: orNull(qr.logo) },
  }
}

export const shows = { geo: 'targets', devices: 'targets', systems: 'targets' } as const
export const blank = linkValues(null, 'UTC')

const utmNames = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'] as const

/** New links keep the UTM parameters that were pasted with their destination, unless the form has others. */
export function newBody(values: LinkValues) {
  const all = body(values)
  return Object.fromEntries(
    Object.entries(all).filter(([name, value]) => value !== '' || !utmNames.some((utm) => utm === name)),
  )
}

export const newLinkForm = defineForm({ to: createFormLink, values: blank, body: newBody, shows })
export const linkForm = defineForm({ to: updateFormLink, values: blank, body, shows })
