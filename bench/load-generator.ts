import { connect, type Socket } from 'node:net'
import { z } from 'zod'
import { Random } from '@/prisma/demo/random'
import { Times } from './measure'
import { loadResult } from './shapes'
import { finishStage, stageInput } from './stage'
import { visitorHeaders } from './visitors'

// Clicks tracking links over keep-alive connections, each of which waits for its response before it clicks again. Every request comes from a
// different visitor with a different browser, and carries a number that identifies it in the store. Leaner than a general tool, which would
// take more of the two cores it shares with the server.

const input = stageInput(
  z.object({
    port: z.number(),
    offers: z.array(z.string()).min(1),
    publishers: z.number(),
    /** How many short links to draw from; 0 for tracking links. */
    links: z.number(),
    /** Marks this run's clicks. */
    run: z.string(),
    connections: z.number(),
    seconds: z.number(),
    /** Clicks per second; null for as many as possible. */
    rate: z.number().nullable(),
  }),
)

const random = new Random(input.run)
const variety = Array.from({ length: 2000 }, () => {
  const named = `offer=${random.pick(input.offers)}&publisher=${1 + random.below(input.publishers)}&`
  const query = `${input.links === 0 ? named : ''}sub_id=${input.run}&sub_id_2=box-${random.below(9)}&utm_source=bench`
  const headers = [
    `Host: localhost:${input.port}`,
    ...Object.entries(visitorHeaders(random)).map(([name, value]) => `${name}: ${value}`),
  ]
  return { query: `?${query}&external_transaction_id=`, rest: ` HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n` }
})

const latencies: number[] = []
let answered = 0
let wrong = 0
let sent = 0
let ending = false
const idle: Connection[] = []
/** Due times of clicks that no connection was free for. */
const due: number[] = []

class Connection {
  readonly #socket: Socket
  #since = 0
  readonly closed: Promise<void>
  #close: () => void = () => {}

  constructor() {
    this.closed = new Promise((resolve) => (this.#close = resolve))
    this.#socket = connect({ port: input.port, host: '127.0.0.1', noDelay: true })
    let received = ''
    this.#socket.setEncoding('latin1')
    this.#socket.on('data', (chunk: string) => {
      received += chunk
      // A redirect has no body, and no request is sent before the last response is complete.
      if (!received.endsWith('\r\n\r\n')) return
      latencies.push(performance.now() - this.#since)
      answered++
      if (!received.startsWith('HTTP/1.1 302 ') || !received.includes('.example/')) wrong++
      received = ''
      this.next()
    })
    this.#socket.once('error', (error) => {
      console.error(`A connection failed: ${error.message}`)
      wrong++
    })
    this.#socket.once('close', () => this.#close())
  }

  next(): void {
    if (ending) this.#socket.end()
    else if (input.rate === null) this.click(performance.now())
    else {
      const since = due.shift()
      if (since === undefined) idle.push(this)
      else this.click(since)
    }
  }

  click(since: number): void {
    this.#since = since
    const { query, rest } = variety[sent % variety.length] ?? { query: '', rest: '' }
    const path = input.links === 0 ? '/t/click' : `/l/l${random.below(input.links)}`
    this.#socket.write(`GET ${path}${query}${input.run}-${sent++}${rest}`, 'latin1')
  }

  endIfIdle(): void {
    if (idle.includes(this)) this.#socket.end()
  }
}

const connections = Array.from({ length: input.connections }, () => new Connection())
const started = performance.now()
for (const connection of connections) connection.next()
let ticking: NodeJS.Timeout | undefined
if (input.rate !== null) {
  const { rate } = input
  let scheduled = 0
  // Each click has its own due time, even if this process's timer is late.
  ticking = setInterval(() => {
    const elapsed = performance.now() - started
    for (; scheduled < (elapsed / 1000) * rate; scheduled++) {
      const since = started + (scheduled / rate) * 1000
      const connection = idle.pop()
      if (connection) connection.click(since)
      else due.push(since)
    }
  }, 1)
}
await new Promise((resolve) => setTimeout(resolve, input.seconds * 1000))
clearInterval(ticking)
const seconds = (performance.now() - started) / 1000
const answeredInTime = answered
ending = true
for (const connection of connections) connection.endIfIdle()
await Promise.all(connections.map(({ closed }) => closed))
const times = new Times(latencies)
finishStage(
  loadResult.parse({
    answered,
    wrong,
    seconds: (seconds * answered) / Math.max(1, answeredInTime),
    median: times.median,
    p99: times.at(0.99),
    highest: times.at(1),
  }),
)
