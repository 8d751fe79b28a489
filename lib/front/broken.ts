import type { Server } from 'node:http'
import type { Duplex } from 'node:stream'

const problems: Readonly<Record<string, readonly [status: string, text: string]>> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'The request headers are too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request took too long to arrive.'],
}
const malformed = ['400 Bad Request', "This isn't a valid HTTP request."] as const

/** Responds to input that isn't a valid request: malformed, oversized or incomplete headers, and CONNECT. Closes the connection. */
export function answerBroken(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // As Node.js does by default: an error response must not end up in the middle of another response.
    if (error.code === 'ECONNRESET' || !socket.writable || isAnswering(socket)) socket.destroy()
    else say(socket, ...(problems[error.code ?? ''] ?? malformed))
  })
  server.on('connect', (_request, socket) =>
    say(
      socket,
      '405 Method Not Allowed',
      "This server isn't a proxy.",
      'Allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r\n',
    ),
  )
}

function isAnswering(socket: Duplex): boolean {
  const answer: unknown = Reflect.get(socket, '_httpMessage')
  return typeof answer === 'object' && answer !== null && Reflect.get(answer, 'headersSent') === true
}

function say(socket: Duplex, status: string, text: string, headers = ''): void {
  const body = `${text}\n`
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${body.length}\r\n${headers}Connection: close\r\n\r\n${body}`,
    () => socket.destroy(),
  )
}
