import type { LinkOptions } from '@/lib/api/app/link-options.contract'

/** Parameters of a link that take any text, in the order that links have them. */
export const subIdNames = ['sub_id', 'sub_id_2', 'sub_id_3', 'sub_id_4', 'sub_id_5', 'sub_id_6'] as const
export const sourceNames = [
  'external_transaction_id',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_term',
  'utm_content',
] as const
export type TextName = (typeof subIdNames)[number] | (typeof sourceNames)[number]

/** What people chose. '' where they didn't. */
export type LinkChoice = {
  /** The base URL. The first one, if it's none of the options. */
  address: string
  /** A landing page's number. */
  lp: string
  redirect_url: string
  campaign: string
} & Record<TextName, string>

export const noChoice: LinkChoice = {
  address: '',
  lp: '',
  redirect_url: '',
  campaign: '',
  sub_id: '',
  sub_id_2: '',
  sub_id_3: '',
  sub_id_4: '',
  sub_id_5: '',
  sub_id_6: '',
  external_transaction_id: '',
  utm_source: '',
  utm_medium: '',
  utm_campaign: '',
  utm_term: '',
  utm_content: '',
}

/** The address that the link is at. */
export const addressOf = ({ addresses }: LinkOptions, { address }: LinkChoice) =>
  addresses.find(({ url }) => url === address) ?? addresses[0]

/** The tracking link. With `isScanned`, for a QR code. */
export function linkOf(options: LinkOptions, choice: LinkChoice, { isScanned = false } = {}): string {
  const address = addressOf(options, choice)
  return address ? build(address, '/t/click', options, choice, isScanned ? [['qr', '1']] : []) : ''
}

/** Shows what visitors of the link get, without counting a click. */
export function previewOf(options: LinkOptions, choice: LinkChoice): string {
  const address = options.addresses.find(({ kind }) => kind === 'installation')
  return address ? build(address, '/t/preview', options, choice) : ''
}

function build(
  { kind, url }: LinkOptions['addresses'][number],
  path: string,
  { offer, publisher }: LinkOptions,
  choice: LinkChoice,
  more: [string, string][] = [],
): string {
  const parameters = [
    // On a tracking domain, numbers are unambiguous. Elsewhere, another organization could have the same.
    ['offer', kind === 'installation' ? offer.id : String(offer.number)],
    ['publisher', String(publisher.number)],
    ...(['lp', 'campaign', ...subIdNames, ...sourceNames, 'redirect_url'] as const).map((name) => [name, choice[name]]),
    ...more,
  ]
  const query = parameters.flatMap(([name = '', value = '']) => {
    const text = value.trim()
    return text === '' ? [] : `${name}=${encode(text)}`
  })
  return `${url}${path}?${query.join('&')}`
}

/** Braces stay, so that ad networks find their own macros, such as {{ad.id}}, and fill them in. Half a character can't be encoded. */
const encode = (text: string): string =>
  encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, ''))
    .replaceAll('%7B', '{')
    .replaceAll('%7D', '}')
