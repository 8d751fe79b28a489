import type { MatrixRow } from './matrix-rows'

const march = 'start=2026-03-01&end=2026-03-31'

/** Reading events in Dub's and Konvo's formats. */
export const eventRows: Readonly<Record<string, MatrixRow>> = {
  listEvents: {
    data: 'clicks',
    ask: ({ publisher: { id }, clickId, conversionId }) => [
      ...['', `&partnerId=${id}`].map((filter) => ({
        url: `/api/events?${march}&limit=1000${filter}`,
        shows: clickId,
      })),
      { url: `/api/events?event=sales&${march}&limit=1000`, shows: conversionId },
    ],
  },
  listEventRows: {
    data: 'clicks',
    ask: ({ publisher: { number }, clickId, conversionId }) => {
      const asked = '/api/app/events?from=2026-03-01&to=2026-03-31&per_page=100'
      return [
        ...['', `&publisher=${number}`, `&advertiser=${number}`].map((filter) => ({
          url: `${asked}${filter}`,
          shows: clickId,
        })),
        { url: `${asked}&event=sales`, shows: conversionId },
        { url: `${asked}&event=leads`, shows: null },
      ]
    },
  },
  retrieveAnalytics: {
    data: 'clicks',
    ask: ({ publisher: { id } }) =>
      ['', `&partnerId=${id}`].map((filter) => ({
        url: `/api/analytics?${march}&groupBy=top_partners&event=composite${filter}`,
        shows: id,
      })),
  },
  listKonvoClicks: {
    data: 'clicks',
    ask: ({ clickId }) => [
      { url: '/api/clicks?created_at_min=2026-03-01&created_at_max=2026-03-31&limit=10000', shows: clickId },
    ],
  },
}
