import { z } from 'zod'
import { findLink, type ShortLinkRow } from '@/lib/catalog/reading-links'
import { qrLook } from '@/lib/catalog/rules/short-link'
import type { Caller } from '@/lib/identity/caller'
import { matchingLinks, pageOfLinks, storeOf } from '@/lib/api/dub/find-links'
import { linkAnswers } from '@/lib/api/dub/link-answer'
import { handle } from '@/lib/api/operation'
import { Problem } from '@/lib/api/problem'
import { getDetailedLink, listDetailedLinks, type DetailedLink } from './links.contract'

const destinations = z.record(z.string(), z.string())

export const detailedLinkOperations = [
  handle(listDetailedLinks, async (caller, { query: { page, pageSize: size, sortOrder: direction, ...filters } }) => {
    const where = matchingLinks(caller, filters)
    const [rows, total] = await Promise.all([
      pageOfLinks(caller, where, { place: { skip: (page - 1) * size }, size, direction }),
      storeOf(caller).link.count({ where }),
    ])
    return { links: await detailed(caller, rows ?? []), total }
  }),

  handle(getDetailedLink, async (caller, { params: { id } }) => {
    const row = await findLink(storeOf(caller), caller, id)
    const [link] = row ? await detailed(caller, [row]) : []
    if (!link) throw new Problem('not_found', 'No link with this ID.')
    return link
  }),
]

async function detailed(caller: Caller, rows: readonly ShortLinkRow[]): Promise<DetailedLink[]> {
  const links = await linkAnswers(caller, rows)
  return rows.flatMap((row, index): DetailedLink[] => {
    const link = links[index]
    if (!link) return []
    const { publisher, offer, landingPage, campaign, folder, url, ref } = row
    return [
      {
        link,
        publisher: publisher && numbered(publisher),
        offer: offer && numbered(offer),
        landingPage: landingPage && { id: landingPage.id, name: landingPage.name },
        campaign,
        folder,
        url,
        ref,
        devices: destinations.parse(row.devices),
        systems: destinations.parse(row.systems),
        qr: qrLook.parse(row.qr),
      },
    ]
  })
}

const numbered = ({ id, incrementalId, name }: { id: string; incrementalId: number; name: string }) => ({
  id,
  number: incrementalId,
  name,
})
