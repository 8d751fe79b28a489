import { z } from 'zod'
import type { LedgerRow } from '@/lib/conversions/ledger'
import type { Outcome } from '@/lib/conversions/outcome'
import { recorder } from '@/lib/conversions/recorder'
import {
  trackLead as lead,
  trackSale as sale,
  type KnownCustomer,
  type Recorded,
  type TrackedCustomer,
} from '@/lib/conversions/track'
import { config } from '@/lib/config'
import { database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { RETRY_AFTER } from '@/lib/api/away'
import { handle } from '@/lib/api/operation'
import { invalid, Problem, type ProblemKind } from '@/lib/api/problem'
import { fromMinorUnits, inMinorUnits } from './minor-units'
import { trackLead, trackSale } from './track.contract'

const deps = () => ({ database: database(), recorder: recorder() })

export const trackOperations = [
  handle(trackLead, async (caller, { body }) => {
    const { eventName, mode, eventQuantity, metadata, clickId = '' } = body
    const found = await lead(deps(), caller, {
      eventName,
      clickId,
      customer: customerOf(body),
      metadata: metadata ?? null,
      quantity: mode === 'deferred' && clickId !== '' ? 0 : (eventQuantity ?? 1),
    })
    if ('result' in found) throw problemOf(found)
    const { id: _id, ...customer } = shown(found.customer)
    return { click: { id: found.click.id }, link: await linkOf(caller, found.click), customer }
  }),

  handle(trackSale, async (caller, { body }) => {
    const { amount: units, currency, invoiceId = '', leadEventName = '', clickId = '', metadata } = body
    const { eventName, paymentProcessor } = body
    const amount = fromMinorUnits(units, currency)
    if (amount === undefined) throw invalid('amount', 'must have at most 12 digits before the decimal point')
    const found = await sale(deps(), caller, {
      eventName,
      amount,
      currency,
      invoiceId,
      leadEventName,
      clickId,
      paymentProcessor,
      customer: customerOf(body),
      metadata: metadata ?? null,
    })
    if ('result' in found) throw problemOf(found)
    const { row, customer } = found
    return {
      eventName: row?.name ?? eventName,
      customer: customer && shown(customer),
      sale: row && saleOf(row),
    }
  }),
]

type Said = {
  customerExternalId: string
  customerName?: string | undefined
  customerEmail?: string | undefined
  customerAvatar?: string | undefined
}
const customerOf = (body: Said): TrackedCustomer => ({
  externalId: body.customerExternalId,
  name: body.customerName ?? '',
  email: body.customerEmail ?? '',
  avatar: body.customerAvatar ?? '',
})

const shown = ({ id, name, email, avatar, externalId }: KnownCustomer) => ({
  id,
  name: name || null,
  email: email || null,
  avatar: avatar || null,
  externalId,
})

const object = z.record(z.string(), z.json()).nullable()

/** A sale as it's in the ledger. One that came by postback has neither a payment processor nor metadata. */
const saleOf = ({ amount, amountCurrency, currency, paymentProcessor, externalId, metadata }: LedgerRow) => ({
  amount: inMinorUnits(amount ?? '0', amountCurrency || currency),
  currency: (amountCurrency || currency).toLowerCase(),
  paymentProcessor: paymentProcessor || 'custom',
  invoiceId: externalId || null,
  metadata: object.parse(metadata),
})

/** The short link of a click, or null if it didn't come by one. */
async function linkOf({ organization }: Caller, click: Recorded['click']) {
  if (click.link === '') return null
  const found = await database()
    .forOrganization(organization.id)
    .link.findFirst({ where: { id: click.link } })
  if (!found) return null
  const { id, key, publisherId: partnerId, tenantId, externalId } = found
  const { baseUrl } = config()
  const shortLink =
    found.domain === '' ? `${baseUrl}/l/${key}` : `https://${found.domain}/${key === '_root' ? '' : key}`
  const domain = found.domain || new URL(baseUrl).host
  return { id, domain, key, shortLink, url: found.url || click.url, partnerId, programId: null, tenantId, externalId }
}

const kinds: Partial<Record<Outcome['result'], ProblemKind>> = {
  unknown_click: 'not_found',
  unknown_customer: 'not_found',
  unknown_event: 'not_found',
  not_allowed: 'forbidden',
  unavailable: 'unavailable',
}

/** Why a lead or sale can't be recorded. */
function problemOf({ result, field, message }: Outcome): Problem {
  const kind = kinds[result]
  if (kind === undefined) throw new Error(`A tracked conversion can't be ${result}.`)
  if (kind === 'unavailable') return new Problem(kind, message, [], { 'Retry-After': RETRY_AFTER })
  const of = field ?? 'clickId'
  return new Problem(kind, `${of}: ${message}`, [{ field: of, message }])
}
