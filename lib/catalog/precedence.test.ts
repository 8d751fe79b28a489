import { describe, expect, test } from 'vitest'
import { payoutThatApplies, revenueThatApplies } from './precedence'

const price = (payoutType: 'CPC' | 'CPA' | 'Unknown', revenueType: 'RPC' | 'RPA' | 'Unknown', payout: string) => ({
  payoutType,
  payout,
  revenueType,
})
const publisherEvent = price('CPA', 'RPA', 'publisher and event')
const publisherOffer = price('CPC', 'RPC', 'publisher and offer')
const event = price('CPA', 'RPA', 'event')
const offer = price('CPC', 'RPC', 'offer')
const onlyPayout = price('CPC', 'Unknown', 'only payout')
const onlyRevenue = price('Unknown', 'RPC', 'only revenue')
const nothing = price('Unknown', 'Unknown', 'nothing')

describe('the price that counts', () => {
  test.each([
    [[publisherEvent, publisherOffer, event, offer], 'publisher and event', 'publisher and event'],
    [[undefined, publisherOffer, event, offer], 'publisher and offer', 'publisher and offer'],
    [[undefined, undefined, event, offer], 'event', 'event'],
    [[undefined, undefined, undefined, offer], 'offer', 'offer'],
    [[nothing, publisherOffer, event, offer], 'publisher and offer', 'publisher and offer'],
    [[nothing, nothing, event, offer], 'event', 'event'],
    [[onlyPayout, undefined, event, offer], 'only payout', 'event'],
    [[onlyRevenue, publisherOffer, event, offer], 'publisher and offer', 'only revenue'],
    [[onlyRevenue, onlyPayout, event, offer], 'only payout', 'only revenue'],
    [[nothing], undefined, undefined],
    [[], undefined, undefined],
  ])('%#', (prices, payout, revenue) => {
    expect([payoutThatApplies(prices)?.payout, revenueThatApplies(prices)?.payout]).toEqual([payout, revenue])
  })
})
