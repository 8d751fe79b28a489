import { once } from 'node:events'
import { chownSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { canEnter, systemUser } from '@/lib/database/system-user'
import { serverAt } from '@/lib/events/server'
import { startChildAs } from '@/lib/testing/child'
import { startClickHouseServer } from '@/lib/testing/clickhouse-server'
import { freePort } from '@/lib/testing/free-port'
import { startServer } from '@/lib/testing/server'
import { temporaryFolder } from '@/lib/testing/temporary-folder'

// Every failed start explains what to do and never prints a stack trace.

const folder = temporaryFolder()
writeFileSync(join(folder, 'file'), '')

async function failure(environment: Record<string, string>): Promise<string> {
  const said = await startServer({ DATA_DIR: join(folder, 'data'), ...environment }).then(
    () => 'it started',
    (error: unknown) => String(error),
  )
  expect(said).not.toContain('    at ')
  return said
}

test.each([
  [
    'a data directory that is a file',
    { DATA_DIR: join(folder, 'file') },
    'but that is a file. Set DATA_DIR to a folder.',
  ],
  [
    'a data directory below a file',
    { DATA_DIR: join(folder, 'file', 'data') },
    `but ${join(folder, 'file')} is a file. Set DATA_DIR to a folder.`,
  ],
  [
    'invalid settings',
    {
      PORT: 'http',
      BASE_URL: 'example.com',
      DATABASE_URL: 'mysql://x',
      CLICKHOUSE_URL: 'localhost:8123',
      RATE_LIMIT_PER_MINUTE: '0',
    },
    `These settings are invalid (environment variables or .env):
  PORT: must be a number from 0 to 65535
  BASE_URL: must be a URL such as https://track.example.com
  DATABASE_URL: must be a URL such as postgresql://user:password@host:5432/tributary
  CLICKHOUSE_URL: must be a URL such as http://user:password@host:8123/tributary
  RATE_LIMIT_PER_MINUTE: must be a whole number, 1 or higher`,
  ],
  [
    'a host that isn’t this machine',
    { HOST: '192.0.2.1' },
    "HOST is 192.0.2.1, which isn't an address of this machine.",
  ],
])('explains %s', async (_, environment, expected) => {
  expect(await failure(environment)).toContain(expected)
})

test('explains a port in use', async () => {
  const other = createServer().listen(0, '0.0.0.0')
  await once(other, 'listening')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const { port } = other.address() as AddressInfo
  expect(await failure({ PORT: String(port) })).toContain(
    `Port ${port} is in use by another program. Stop it, or set a different PORT.`,
  )
  other.close()
})

const nobody = systemUser('nobody')
test.runIf(process.getuid?.() === 0 && nobody && canEnter(nobody, process.cwd()))(
  'explains a data directory that can’t be written to',
  async () => {
    const dataDir = join(folder, 'ours')
    mkdirSync(dataDir, { mode: 0o755 })
    const expected = {
      error: expect.stringContaining(
        `user nobody can't write to ${dataDir}. Make that user its owner, or set a different DATA_DIR.`,
      ),
    }
    for (const path of [dataDir, join(dataDir, 'data')]) {
      const child = startChildAs(nobody, 'lib/testing/database-process.ts', path)
      expect(JSON.parse(await child.line())).toMatchObject(expected)
      await child.ended
    }
    chownSync(dataDir, nobody?.uid ?? 0, nobody?.gid ?? 0)
  },
)

test('waits for ClickHouse if it isn’t up yet', async () => {
  const port = await freePort()
  const lines: string[] = []
  const waiting = serverAt(`http://127.0.0.1:${port}`, (line) => lines.push(line))
  await vi.waitFor(() => expect(lines).toEqual([`Waiting for ClickHouse at 127.0.0.1:${port}`]))
  const clickhouse = await startClickHouseServer()
  const relay = createServer((request, response) => {
    void fetch(`${clickhouse.url}${request.url}`, {
      method: request.method,
      ...(request.method === 'POST' && { body: 'SELECT 1' }),
    }).then(async (answer) => response.end(await answer.text()))
  }).listen(port, '127.0.0.1')
  await waiting
  relay.close()
  relay.closeAllConnections()
  await expect(serverAt(`${clickhouse.url}/nowhere`, () => {})).rejects.toThrow(
    'it has no database nowhere. Create it, or change the URL.',
  )
  await expect(serverAt(clickhouse.url.replace('//', '//nobody:secret@'), () => {})).rejects.toThrow(
    /^ClickHouse at [\d.:]+ \(CLICKHOUSE_URL\) can't be used: the user or password in the URL is wrong\.$/,
  )
  await clickhouse.stop()
})

test('reports a CLICKHOUSE_URL that points to another web server, without printing its page', async () => {
  const server = createServer((_, response) =>
    response.writeHead(404, { 'Content-Type': 'text/html' }).end('<html>Not here</html>'),
  ).listen(0, '127.0.0.1')
  await once(server, 'listening')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const { port } = server.address() as AddressInfo
  const said = await failure({ CLICKHOUSE_URL: `http://127.0.0.1:${port}` })
  expect(said).toContain(
    `ClickHouse at 127.0.0.1:${port} (CLICKHOUSE_URL) can't be used: that isn't ClickHouse's HTTP port (/ping returned HTTP 404).`,
  )
  expect(said).not.toContain('<html>')
  server.close()
})
