import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { afterFile } from './after-file'
import { freePort } from './free-port'
import { programArguments } from './programs'

export type Server = {
  child: ChildProcess
  port: number
  /** Its output so far. */
  output: () => string
  /** @returns its exit code */
  end(signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT'): Promise<number | null>
}

/**
 * The real server as a separate process, without pages, which would have to be built. Stops with the test file at the latest.
 * @throws Error with its output, if it exits while starting
 */
export async function startServer(environment: Record<string, string> = {}): Promise<Server> {
  const port = await freePort()
  const child = spawn(process.execPath, [...programArguments('server.ts'), '--tracker-only'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      DATABASE_URL: '',
      CLICKHOUSE_URL: '',
      BASE_URL: '',
      ...environment,
    },
  })
  let output = ''
  const server: Server = {
    child,
    port,
    output: () => output,
    end: async (signal) => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal)
        await once(child, 'exit')
      }
      return child.exitCode
    },
  }
  afterFile(async () => void (await server.end('SIGTERM')))
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes('Tributary is up')) resolve()
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    // Not on "exit", when output may still be pending.
    child.once('close', () => reject(new Error(`The server exited while starting:\n${output}`)))
  })
  return server
}
