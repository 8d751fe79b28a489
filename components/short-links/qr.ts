import type { LinkValues } from './forms'
import { scanned } from './short-link'

/** The image of a link's QR code. Logos show once the link is saved with them, since no others are fetched. */
export function qrImage(
  link: string,
  { foreground, background, level, logo }: LinkValues['qr'],
  format: 'svg' | 'png',
  hasLogo: boolean,
): string {
  const asked = new URLSearchParams({ url: scanned(link), format, level, fgColor: foreground, bgColor: background })
  if (format === 'png') asked.set('size', '1024')
  if (hasLogo && logo !== '') asked.set('logo', logo)
  return `/qr?${asked}`
}
