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
