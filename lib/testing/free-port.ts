import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'

/** Distinct ports on this machine that were free a moment ago. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => once(server, 'listening')))
  // They listen on TCP, so the address is an AddressInfo.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => once(server.close(), 'close')))
  return ports
}

export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1)
  return port
}
