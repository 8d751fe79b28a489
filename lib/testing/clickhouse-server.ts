import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePorts } from './free-port'

export type ClickHouseServer = {
  /** For CLICKHOUSE_URL. */
  url: string
  /** Where it keeps its data until it's stopped. */
  folder: string
  /** Stops the process and removes its data. */
  stop(): Promise<void>
}

export type ClickHouseCluster = {
  /** For CLICKHOUSE_CLUSTER. */
  name: string
  /** One URL per shard. Distributed tables on any of them reach all shards. */
  urls: string[]
  stop(): Promise<void>
}

/**
 * Starts a real ClickHouse server on free ports of 127.0.0.1, in its own process (0.5 s). It ends with stop() or with this process.
 * It lacks server-only features, even with a Keeper (tried with ZooKeeper 3.8): ON CLUSTER doesn't work (its DDL worker never starts), and
 * Replicated tables stay read-only because there's no interserver address.
 */
export async function startClickHouseServer(): Promise<ClickHouseServer> {
  const [node] = await startNodes(1)
  if (!node) throw new Error('No ClickHouse server started.')
  return node
}

/** Starts servers configured as the shards of the cluster `name`, with the macros `{shard}` and `{replica}`. */
export async function startClickHouseCluster({ name = 'tributary', shards = 2 } = {}): Promise<ClickHouseCluster> {
  const nodes = await startNodes(shards, name)
  return { name, urls: nodes.map(({ url }) => url), stop: () => stopAll(nodes) }
}

async function stopAll(nodes: readonly ClickHouseServer[]): Promise<void> {
  await Promise.all(nodes.map((node) => node.stop()))
}

type Ports = { http: number; tcp: number }

async function startNodes(count: number, cluster?: string): Promise<ClickHouseServer[]> {
  for (let attempt = 1; ; attempt++) {
    const ports = await freePorts(count * 2)
    const nodes = Array.from({ length: count }, (_, index): Ports => ({
      http: ports[2 * index] ?? 0,
      tcp: ports[2 * index + 1] ?? 0,
    }))
    const started = await Promise.allSettled(
      nodes.map((node, index) => startNode(node, cluster && clusterConfig(cluster, nodes, index))),
    )
    const servers = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    if (servers.length === count) return servers
    await stopAll(servers)
    const failure = started.find((result) => result.status === 'rejected')
    // Another process may have taken one of the ports in the meantime.
    if (attempt === 3) throw new Error("The ClickHouse server didn't start.", { cause: failure?.reason })
  }
}

async function startNode({ http, tcp }: Ports, config?: string): Promise<ClickHouseServer> {
  const folder = await mkdtemp(join(tmpdir(), 'tributary-clickhouse-'))
  const configFile = join(folder, 'config.xml')
  if (config) await writeFile(configFile, config)
  const script = fileURLToPath(new URL('clickhouse-process.mjs', import.meta.url))
  const options = [
    `--path=${join(folder, 'data')}`,
    `--http_port=${http}`,
    `--tcp_port=${tcp}`,
    '--listen_host=127.0.0.1',
  ]
  if (config) options.push(`--config-file=${configFile}`)
  const child = spawn(process.execPath, [script, folder, ...options], {
    stdio: ['pipe', 'ignore', 'pipe'],
    cwd: folder,
  })
  const said: string[] = []
  child.stderr?.on('data', (data) => said.push(String(data)))

  const stop = async () => {
    await end(child)
    await rm(folder, { recursive: true, force: true })
  }
  const url = `http://127.0.0.1:${http}`
  try {
    await answering(child, url)
  } catch (error) {
    await stop()
    throw new Error(`${String(error)} ${said.join('')}`, { cause: error })
  }
  return { url, folder, stop }
}

/** Waits until the child itself answers. If another process has the port, the child can't listen and exits. */
async function answering(child: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('The engine stopped.')
    const answer = await fetch(`${url}/ping`).then(
      (response) => response.text(),
      () => '',
    )
    if (answer.startsWith('Ok')) return
    await sleep(25)
  }
  throw new Error("The engine didn't answer within a minute.")
}

/** Kills the process. Its data is removed anyway, and a clean shutdown waits 30 s for clients that keep their connection open. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

function clusterConfig(name: string, nodes: Ports[], index: number): string {
  const shard = ({ tcp }: Ports) => `<shard><replica><host>127.0.0.1</host><port>${tcp}</port></replica></shard>`
  return `<clickhouse>
  <macros><cluster>${name}</cluster><shard>${index + 1}</shard><replica>1</replica></macros>
  <remote_servers><${name}>${nodes.map(shard).join('')}</${name}></remote_servers>
</clickhouse>`
}
