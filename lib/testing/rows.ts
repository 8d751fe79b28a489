import { NO_ID, type ClickRow } from '../events/tables'

/** A click with plain values. Tests override the ones they're about. */
export function clickRow(values: Partial<ClickRow> & Pick<ClickRow, 'organization' | 'id' | 'time'>): ClickRow {
  return {
    day: values.time.slice(0, 10),
    publisher: 1, advertiser: 1, network: 0, offer: 1, landing_page: 1,
    link: '', domain: '', key: '', url: 'https://shop.example/', campaign: NO_ID, channel: '', customer: '', external_user: '',
    tenant: '', folder: '', tags: [], trigger: 'link',
    sub_id: '', sub_id_2: '', sub_id_3: '', sub_id_4: '', sub_id_5: '', sub_id_6: '', external_transaction: '', extra: {},
    continent: 'EU', country: 'DE', region: 'DE-BE', city: 'Berlin', latitude: 52.5, longitude: 13.4, timezone: 'Europe/Berlin',
    device: 'Desktop', browser: 'Chrome', browser_version: '130', os: 'Windows', os_version: '10', user_agent: 'Test', language: 'de',
    referer_host: '', referer: '', utm_source: '', utm_medium: '', utm_campaign: '', utm_term: '', utm_content: '',
    ip: '', visitor: '1', bot: false, status: 'Approved', reason: '', payout: '0', revenue: '0', currency: 'EUR',
    ...values,
  }
}
