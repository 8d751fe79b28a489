import { pagesFor } from './pages'
import { useViewer } from './viewer'

/** Where records have their pages. Publishers have pages of their own for some. */
const lists = {
  publisher: ['/publishers'],
  advertiser: ['/advertisers'],
  network: ['/networks'],
  offer: ['/offers', '/my-offers'],
  campaign: ['/campaigns'],
} as const
export type RecordKind = keyof typeof lists

/** Finds a record's page by its kind and its number or ID. Null if the viewer can't open it. */
export function useRecordPage(): (kind: RecordKind, id: number | string) => string | null {
  const viewer = useViewer()
  const open = new Set(pagesFor(viewer).flatMap(({ pages }) => pages.map(({ path }) => path)))
  return (kind, id) => {
    const list = lists[kind].find((path) => open.has(path))
    return list === undefined || id === 0 ? null : `${list}/${id}`
  }
}
