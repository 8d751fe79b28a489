import { IncomingMessage, type ServerResponse } from 'node:http'

/** The longest body that we accept, in bytes. */
export const MAX_BODY = 1_000_000
/** The longest body of an import, which has the whole file. */
const MAX_IMPORT = 6_000_000

/** The longest body that we accept at this URL, in bytes. */
export const maxBodyOf = (url = ''): number =>
  /^\/api\/v2\/[^?]+\/import(\/preview)?(\?|$)/.test(url) ? MAX_IMPORT : MAX_BODY

/** Why a body was rejected. */
export type BodyProblem = 'too_large' | 'timeout'

/** Whether a body follows the request's headers. */
export function hasBody({ headers }: IncomingMessage): boolean {
  const length = headers['content-length']
  return (length !== undefined && length !== '0') || headers['transfer-encoding'] !== undefined
}

/**
 * Receives the whole body before the request is processed. That way, no handler leaves half a body on the connection where the next request
 * is expected, or waits for a stalled client.
 * @param patience time limit for the body, in ms
 * @param done gets the request with its body in memory, or the reason there's none; isn't called if the client disconnects
 */
export function receiveBody(
  request: IncomingMessage,
  response: ServerResponse,
  patience: number,
  done: (outcome: IncomingMessage | BodyProblem) => void,
): void {
  const most = maxBodyOf(request.url)
  if (Number(request.headers['content-length']) > most) return done('too_large')
  const chunks: Buffer[] = []
  let bytes = 0
  const finish = (outcome: IncomingMessage | BodyProblem) => {
    stop()
    done(outcome)
  }
  const take = (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > most) finish('too_large')
    else chunks.push(chunk)
  }
  const end = () => finish(withBody(request, Buffer.concat(chunks)))
  const timer = setTimeout(finish, patience, 'timeout')
  const stop = () => {
    clearTimeout(timer)
    request.off('data', take).off('end', end).off('close', stop)
  }
  // A client that disconnects is a stream error, with no one left to answer.
  request
    .on('data', take)
    .on('end', end)
    .on('close', stop)
    .on('error', () => {})
  if (/^100-continue$/i.test(request.headers.expect ?? '')) response.writeContinue()
}

/** The same request with its body unread. */
function withBody(request: IncomingMessage, body: Buffer): IncomingMessage {
  const whole = new IncomingMessage(request.socket)
  const { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = request
  Object.assign(whole, {
    method,
    url,
    headers,
    rawHeaders,
    httpVersion,
    httpVersionMajor,
    httpVersionMinor,
    complete: true,
  })
  delete headers['transfer-encoding']
  headers['content-length'] = String(body.length)
  whole.push(body)
  whole.push(null)
  return whole
}

/** How long to keep discarding what a client sends before closing its connection, in ms. */
const LINGER = 2000

/** Discards the rest of a body. Closing the connection while the client is still sending would reset it, and our response would be lost. */
export function dropBody(request: IncomingMessage, done: () => void): void {
  const finish = () => {
    clearTimeout(timer)
    request.off('end', finish).off('close', finish)
    done()
  }
  const timer = setTimeout(finish, LINGER)
  request
    .on('end', finish)
    .on('close', finish)
    .on('error', () => {})
    .resume()
}
