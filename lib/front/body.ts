import { IncomingMessage, type ServerResponse } from 'node:http'

/** The longest body that is taken, in bytes. */
export const MAX_BODY = 1_000_000

/** Why a body wasn't taken. */
export type BodyProblem = 'too_large' | 'timeout'

/** Whether a body follows the request's headers. */
export function hasBody({ headers }: IncomingMessage): boolean {
  const length = headers['content-length']
  return (length !== undefined && length !== '0') || headers['transfer-encoding'] !== undefined
}

/**
 * Receives the whole body before anything is done about the request. Whoever answers it then never leaves half a body on the connection,
 * where the next request is expected, and never waits for a client that stalls.
 * @param patience how long the body may take, in ms
 * @param done gets the request with its body in memory, or why there is none; it isn't called when the client goes away
 */
export function receiveBody(request: IncomingMessage, response: ServerResponse, patience: number, done: (outcome: IncomingMessage | BodyProblem) => void): void {
  if (Number(request.headers['content-length']) > MAX_BODY) return done('too_large')
  const chunks: Buffer[] = []
  let bytes = 0
  const finish = (outcome: IncomingMessage | BodyProblem) => {
    stop()
    done(outcome)
  }
  const take = (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > MAX_BODY) finish('too_large')
    else chunks.push(chunk)
  }
  const end = () => finish(withBody(request, Buffer.concat(chunks)))
  const timer = setTimeout(finish, patience, 'timeout')
  const stop = () => {
    clearTimeout(timer)
    request.off('data', take).off('end', end).off('close', stop)
  }
  // A client that breaks off is an error of the stream, and nobody's to answer.
  request.on('data', take).on('end', end).on('close', stop).on('error', () => {})
  if (/^100-continue$/i.test(request.headers.expect ?? '')) response.writeContinue()
}

/** The same request, to be read from its start. */
function withBody(request: IncomingMessage, body: Buffer): IncomingMessage {
  const whole = new IncomingMessage(request.socket)
  const { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = request
  Object.assign(whole, { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor, complete: true })
  delete headers['transfer-encoding']
  headers['content-length'] = String(body.length)
  whole.push(body)
  whole.push(null)
  return whole
}

/** How long what a client still sends is dropped before its connection is closed, in ms. */
const LINGER = 2000

/** Drops the rest of a body. A connection closed on a client that's still sending would be reset, and the answer lost with it. */
export function dropBody(request: IncomingMessage, done: () => void): void {
  const finish = () => {
    clearTimeout(timer)
    request.off('end', finish).off('close', finish)
    done()
  }
  const timer = setTimeout(finish, LINGER)
  request.on('end', finish).on('close', finish).on('error', () => {}).resume()
}
