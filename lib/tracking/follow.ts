import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import type { AddressLists } from '@/lib/address-lists'
import type { Catalog } from '@/lib/catalog/records'
import { NO_ID, type ClickRow } from '@/lib/events/tables'
import type { AddedCall, OutgoingCalls } from '@/lib/outbound/calls'
import { type Answer, send, sendUnavailable } from './answer'
import { type Caps, type Claim, unclaimed } from './caps'
import { clickOf, type ClickDraft, recordedUrl, settle, type Surroundings } from './click'
import type { ClickIds } from './click-id'
import { cookieOf } from './cookies'
import { createFraudCheck } from './fraud'
import { callsOfClick, sourceOf } from './outgoing'
import { isPreviewer, linkPreview } from './page'
import type { Query } from './query'
import type { Link } from './resolve'
import { pastCap, screen, screenShort, type Verdict } from './screen'

/** A request for a link that's been found. */
export type Visit = {
  link: Link
  query: Query
  headers: IncomingHttpHeaders
  /** The visitor's, in canonical form; '' when unknown. */
  address: string
  isRecorded: boolean
  json: boolean
  /** The visitor's cookies and whether the connection is encrypted, if they can be set. */
  cookies: { header: string | undefined; isSecure: boolean } | undefined
  /** Whether it sends a form, so that the answer has to tell browsers to use GET. */
  isForm: boolean
  /** The page that reports it, instead of a visitor following the link. */
  view: { url: string | undefined } | undefined
}

/** A screened click, before its caps. */
type Screened = { visit: Visit; row: ClickDraft; time: number; verdict: Verdict }

/** An answer, and what to call once the click is durable. */
type Concluded = Answer & { calls: readonly AddedCall[] }

type FollowOptions = {
  catalog: Catalog
  surroundings: Surroundings
  caps: Pick<Caps, 'claim'>
  lists: AddressLists
  calls: Pick<OutgoingCalls, 'add'> | undefined
  ids: ClickIds
  now: () => number
  /** Records a click. Resolves to whether it's durable. */
  record: (row: ClickRow) => Promise<boolean>
  /** Work that hasn't been answered yet. */
  busy: { enter(): void; leave(): void }
  fail: (response: ServerResponse, error: unknown, json: boolean) => void
}

/** Creates what takes a visitor where a link leads: screens the click, counts it against caps, records it, and only then answers. */
export function createFollow({
  catalog,
  surroundings,
  caps,
  lists,
  calls,
  ids,
  now,
  record,
  busy,
  fail,
}: FollowOptions) {
  const checkFraud = createFraudCheck(lists)

  function screened(visit: Visit): Screened {
    const { link, query, headers, address, isRecorded } = visit
    const time = now()
    const id = isRecorded ? ids.next(time) : NO_ID
    const row = clickOf({ id, now: time, headers, address, query, link }, surroundings)
    if (visit.view) row.trigger = 'pageview'
    const screening = link.short ? screenShort(link, row, query, time) : screen(link, row, query.get('redirect_url'))
    const verdict = link.offer
      ? checkFraud(screening, link, row, { address, now: time, recorded: isRecorded })
      : screening
    return { visit, row, time, verdict }
  }

  function claimOf({ visit: { link, isRecorded }, row, time, verdict }: Screened): Claim | Promise<Claim> {
    return verdict.reason === '' && link.offer ? caps.claim(link, row.sub_id, time, isRecorded && !row.bot) : unclaimed
  }

  /** Decides what becomes of a click once its caps are known. */
  function concluded({ visit, row, time, verdict }: Screened, claim: Claim): Concluded {
    const { link, json, cookies, view, isForm } = visit
    const final = claim.over && link.offer ? pastCap(link, verdict, claim.over) : verdict
    row.cap_leases = claim.leases
    settle(row, link, final)
    const source = sourceOf(row, time, link)
    const location = final.destination?.fill(source)
    if (view?.url !== undefined) row.url = recordedUrl(view.url)
    else if (location !== undefined) row.url = recordedUrl(location)
    const { offer, short } = link
    const isCounted = row.status === 'Approved' && !row.bot
    const cookie =
      cookies && isCounted && offer?.cookieTrackingEnabled
        ? cookieOf('click', { ...cookies, catalog, offer, id: row.id, now: time })
        : undefined
    return {
      id: row.id,
      reason: final.reason,
      location,
      json,
      status: isForm ? 303 : 302,
      isIndexed: short?.doIndex === true,
      page:
        short?.proxy && row.bot && location !== undefined && isPreviewer(row.user_agent)
          ? linkPreview(short, location)
          : undefined,
      calls: calls && isCounted && link.offer ? callsOfClick(link, source) : [],
      cookie,
    }
  }

  function conclude(screening: Screened, response: ServerResponse, claim: Claim): void {
    try {
      const answer = concluded(screening, claim)
      if (screening.visit.isRecorded) void finish(screening.row, response, answer, claim)
      else send(response, answer)
    } catch (error) {
      claim.settle(false)
      throw error
    }
  }

  /** Records and answers a click that was close to a cap, so that it had to wait. */
  async function concludeLater(screening: Screened, response: ServerResponse, claim: Promise<Claim>): Promise<void> {
    busy.enter()
    try {
      conclude(screening, response, await claim)
    } catch (error) {
      fail(response, error, screening.visit.json)
    }
    busy.leave()
  }

  async function finish(row: ClickRow, response: ServerResponse, answer: Concluded, claim: Claim): Promise<void> {
    busy.enter()
    const durable = await record(row)
    claim.settle(durable)
    try {
      if (durable) for (const call of answer.calls) calls?.add(call)
      if (durable) send(response, answer)
      else sendUnavailable(response, answer.json)
    } catch (error) {
      fail(response, error, answer.json)
    }
    busy.leave()
  }

  return {
    follow: (visit: Visit, response: ServerResponse): void => {
      const screening = screened(visit)
      const claim = claimOf(screening)
      if (claim instanceof Promise) void concludeLater(screening, response, claim)
      else conclude(screening, response, claim)
    },
    /** The same without a visitor to answer. @returns the click's ID once it's durable; undefined when it can't be recorded */
    report: async (visit: Visit): Promise<string | undefined> => {
      busy.enter()
      try {
        const screening = screened(visit)
        const claim = await claimOf(screening)
        let durable = false
        try {
          const { calls: caused, id } = concluded(screening, claim)
          durable = await record(screening.row)
          if (durable) for (const call of caused) calls?.add(call)
          return durable ? id : undefined
        } finally {
          claim.settle(durable)
        }
      } finally {
        busy.leave()
      }
    },
  }
}
