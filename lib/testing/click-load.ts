import { connect } from 'node:net'
import { CHROME } from './tracker'

export type Load = { accepted: number; rejected: number; unanswered: number }

/**
 * Clicks as fast as trackers answer, over several connections to each at once. An accepted click is redirected to shop.example.
 * A connection that breaks ends with its click unanswered, and the others make the remaining clicks.
 */
export async function clickLoad({
  ports,
  path,
  clicks,
  connections,
  onAccepted = () => {},
}: {
  ports: readonly number[]
  path: string
  clicks: number
  connections: number
  onAccepted?: (total: number) => void
}): Promise<Load> {
  const load = { accepted: 0, rejected: 0, unanswered: 0 }
  let sent = 0
  const request = `GET ${path} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: ${CHROME}\r\n\r\n`
  const run = (port: number) =>
    new Promise<void>((resolve) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true }).setEncoding('latin1')
      let isWaiting = false
      const next = () => {
        isWaiting = sent < clicks
        if (!isWaiting) socket.end()
        else {
          sent++
          socket.write(request)
        }
      }
      let received = ''
      socket.on('connect', next)
      socket.on('data', (chunk: string) => {
        received += chunk
        // A redirect has no body.
        if (!received.endsWith('\r\n\r\n')) return
        isWaiting = false
        if (received.includes('Location: https://shop.example/')) onAccepted(++load.accepted)
        else load.rejected++
        received = ''
        next()
      })
      socket.on('error', () => {})
      socket.on('close', () => {
        if (isWaiting) load.unanswered++
        resolve()
      })
    })
  await Promise.all(ports.flatMap((port) => Array.from({ length: connections }, () => run(port))))
  return load
}
