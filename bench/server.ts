import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'

export type RunningServer = {
  baseUrl: string
  /** Drains and stops it with SIGTERM. */
  stop(): Promise<void>
}

/**
 * Starts the product like `npm start`, with the given data directory and a free port.
 * @param pages false for a tracker without pages, which doesn't need a build
 */
export function startServer({
  dataDir,
  secret,
  pages,
}: {
  dataDir: string
  secret: string
  pages: boolean
}): Promise<RunningServer> {
  return start(['server.ts', ...(pages ? [] : ['--tracker-only'])], 'Tributary is up', {
    DATA_DIR: dataDir,
    DATABASE_URL: '',
    CLICKHOUSE_URL: '',
    CLICKHOUSE_CLUSTER: '',
    AUTH_SECRET: secret,
    TRUST_PROXY: 'loopback',
    RATE_LIMIT_PER_MINUTE: '1000000',
  })
}

/** Starts bench/bare-server.ts. */
export function startBareServer(): Promise<RunningServer> {
  return start(['bench/bare-server.ts'], 'Up', {})
}

async function start(
  script: readonly string[],
  ready: string,
  environment: Readonly<Record<string, string>>,
): Promise<RunningServer> {
  const port = await freePort()
  const baseUrl = `http://localhost:${port}`
  const child = spawn(process.execPath, ['--import', 'tsx', ...script], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      HOST: '127.0.0.1',
      BASE_URL: baseUrl,
      ...environment,
    },
  })
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  let output = ''
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes(ready)) resolve()
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('exit', () => reject(new Error(`The server failed to start:\n${output}`)))
  })
  return {
    baseUrl,
    stop: async () => {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      const [code] = await ended
      process.removeListener('exit', kill)
      if (code !== 0) throw new Error(`The server exited with ${String(code)}:\n${output.slice(-4000)}`)
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A TCP server's address is always an AddressInfo.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
