import type { FoundClick } from '@/lib/conversions/facts'
import type { DemoOffer } from './catalog'
import { FIRST_NAMES, LAST_NAMES } from './names'
import type { Vertical } from './plan'
import type { Random } from './random'

export type DemoCustomer = {
  id: string
  externalId: string
  name: string
  email: string
  country: string
  clickId: string
  clickTime: string
  /** Numbers of the click's publisher and advertiser. */
  publisher: number
  advertiser: number
  createdAt: Date
}

/** What people buy again and again. Their shops report who bought. */
const regular: ReadonlySet<Vertical> = new Set(['food', 'beauty', 'fashion', 'family'])
/** Share of conversions by people who were there before. */
const RETURNING = 0.22
/** Out of so many who were there last. */
const RECENT = 400

/** The people who convert. Many come back. */
export class Customers {
  readonly #random: Random
  readonly #all: DemoCustomer[] = []
  readonly #ofAdvertiser = new Map<number, DemoCustomer[]>()

  constructor(random: Random) {
    this.#random = random
  }

  /** Who makes a conversion. Undefined if the shop doesn't say. */
  draw(click: FoundClick, { advertiser }: DemoOffer, time: number): DemoCustomer | undefined {
    if (!regular.has(advertiser.plan.vertical)) return undefined
    const random = this.#random
    const known = this.#ofAdvertiser.get(click.advertiser) ?? []
    if (known.length > 0 && random.chance(RETURNING)) {
      const one = random.pick(known.slice(-RECENT))
      if (one.country === click.country && one.createdAt.getTime() < time) return one
    }
    const [first, last] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)]
    const number = 100_000 + this.#all.length
    const customer = {
      id: random.uuid(time),
      externalId: `C-${number}`,
      name: `${first} ${last}`,
      email: `customer-${number}@mail.example`,
      country: click.country,
      clickId: click.id,
      clickTime: `${click.time.replace(' ', 'T')}Z`,
      publisher: click.publisher,
      advertiser: click.advertiser,
      createdAt: new Date(time),
    }
    this.#all.push(customer)
    known.push(customer)
    this.#ofAdvertiser.set(click.advertiser, known)
    return customer
  }

  /** Those who had converted by then. */
  by(now: number): DemoCustomer[] {
    return this.#all.filter(({ createdAt }) => createdAt.getTime() < now)
  }
}
