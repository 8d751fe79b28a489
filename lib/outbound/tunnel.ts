import http from 'node:http'
import https from 'node:https'
import { isIP, type Socket } from 'node:net'
import tls from 'node:tls'
import { codeOf, OutboundError } from './failure'

/**
 * Connects to a checked address through a proxy that the operator configured (CONNECT). The proxy is told the address rather than the name, so it can't
 * resolve the name to another one.
 */
export async function openTunnel(
  proxy: URL,
  url: URL,
  { address, signal, ca }: { address: string; signal: AbortSignal; ca: string | undefined },
): Promise<Socket | tls.TLSSocket> {
  const isEncrypted = url.protocol === 'https:'
  const port = url.port || (isEncrypted ? '443' : '80')
  const socket = await connect(proxy, `${isIP(address) === 6 ? `[${address}]` : address}:${port}`, signal)
  if (!isEncrypted) return socket
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return tls.connect({ socket, host, ca, ...(isIP(host) === 0 && { servername: host }), ALPNProtocols: ['http/1.1'] })
}

function connect(proxy: URL, authority: string, signal: AbortSignal): Promise<Socket> {
  return new Promise((done, fail) => {
    const failed = (message: string, cause?: unknown) => fail(new OutboundError('proxy', message, cause))
    const credentials = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`
    const request = (proxy.protocol === 'https:' ? https : http).request({
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      ...(proxy.port !== '' && { port: proxy.port }),
      method: 'CONNECT',
      path: authority,
      headers: {
        Host: authority,
        ...(credentials !== ':' && { 'Proxy-Authorization': `Basic ${Buffer.from(credentials).toString('base64')}` }),
      },
      agent: false,
      signal,
    })
    request.on('connect', ({ statusCode }, socket) => {
      if (statusCode === 200) return done(socket)
      socket.destroy()
      failed(`The proxy answered with status ${statusCode}.`)
    })
    request.on('response', ({ statusCode }) => {
      request.destroy()
      failed(`The proxy answered with status ${statusCode}.`)
    })
    request.on('error', (error) => failed(`The proxy can’t be reached (${codeOf(error)}).`, error))
    request.end()
  })
}
