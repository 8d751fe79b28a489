import type { Caller } from '@/lib/identity/caller'
import type { ReportedCustomer } from './customers'
import type { FoundClick } from './facts'
import type { Metadata } from './ledger'

/** How conversions are reported. A visitor's browser proves no more than a click, so offers have to allow pixels and scripts. */
export const reportSources = ['postback', 'pixel', 'script'] as const
export type ReportSource = (typeof reportSources)[number]

/** What someone says about a lead or sale that they track through the API: lib/conversions/track.ts. */
export type Tracked = {
  kind: 'lead' | 'sale'
  /** How often it counts. 0 only ties the customer to the click. */
  quantity: number
  metadata: Metadata
  /** stripe, shopify, … of a sale, or ''. */
  paymentProcessor: string
  /** Who says so. */
  by: Pick<Caller, 'scope' | 'reach'>
}

/** A conversion as it's reported. */
export type Report = {
  organizationId: string
  /** What the reporter may report: conversions of one offer, or of all that have no token of their own. */
  allowedOfferId: string | null
  source: ReportSource | 'track'
  /** The click's ID, or the impression's. */
  transactionId: string
  /** The offer that it must be of. Null if that's up to the transaction. */
  offerId: string | null
  /** An event of the offer by its number, ID, or name, or its main conversion. */
  event: { id: string } | { name: string } | null
  /** An exact decimal. */
  amount: string | null
  /** ISO 4217, or null for the offer's. */
  amountCurrency: string | null
  /** The reporter's ID for the conversion, or ''. */
  externalId: string
  /** The status that the reporter gives it. */
  status: 'Approved' | 'Pending' | 'Rejected' | null
  /** Why conversions that were recorded before are to be rejected. */
  rejectedReason: string | null
  /** The customer's, ISO 3166-1 alpha-2, or ''. */
  country: string
  /** Who converted: someone who's stored, or as reported. Null if that's unknown. */
  customer: { id: string } | ReportedCustomer | null
  /** ms since 1970 */
  time: number
  /** Of a lead or sale only. */
  tracked?: Tracked
}

/** A report of something that a customer did later, without the click that led to them. */
export type CustomerReport = Omit<Report, 'transactionId' | 'offerId' | 'customer' | 'tracked'> & {
  transactionId: null
  customer: ReportedCustomer
  /** The offer's number or ID, or null if it isn't named. */
  offer: string | null
}

/** What became of a report, with the HTTP status that says so. Words never change. */
export const results = {
  approved: 200,
  pending: 200,
  rejected: 200,
  duplicate: 200,
  invalid: 400,
  missing_token: 401,
  wrong_token: 403,
  unknown_click: 404,
  unknown_customer: 404,
  unknown_event: 404,
  unknown_conversion: 404,
  inactive_event: 409,
  conversion_missing: 409,
  in_statement: 409,
  not_allowed: 403,
  late: 410,
  unavailable: 503,
} as const
export type Result = keyof typeof results

/** What became of a report, in words, and what it's about as far as that's known. */
export type Outcome = {
  result: Result
  message: string
  /** The parameter at fault. */
  field?: string
  conversionId?: string
  /** The transaction that was found by its customer. */
  transactionId?: string
  /** The click that a lead or sale is of. */
  click?: Pick<FoundClick, 'id' | 'link' | 'url'>
  /** Why a conversion isn't approved, or isn't paid. */
  reason?: string
  offer?: number
  publisher?: number
  event?: number
}
