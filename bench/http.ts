import { Agent, request } from 'node:http'
import { encode } from 'next-auth/jwt'
import { sessionCookieName } from '@/lib/access/session-cookie'
import type { World } from './data'
import { Times } from './measure'
import { pages, type Question } from './questions'

export type HttpTimes = { name: string; median: number; p95: number }

/** Sends the questions to the server one after the other, as a script with an API key would. Times are until the whole response has arrived. */
export async function askOverHttp(
  baseUrl: string,
  world: World,
  questions: readonly Question[],
  repeat: number,
): Promise<HttpTimes[]> {
  return measureAll(questions, repeat, ({ path, who }) =>
    fetchOnce(new URL(path, baseUrl), { 'X-Api-Key': world[who].apiKey }).then(({ complete }) => complete),
  )
}

/** Opens pages as a signed-in browser. Times are until the first byte. */
export async function openPages(baseUrl: string, world: World, secret: string, repeat: number): Promise<HttpTimes[]> {
  const cookies = {
    admin: `${sessionCookieName()}=${await encode({ token: { sessionId: world.admin.sessionId }, secret })}`,
    publisher: `${sessionCookieName()}=${await encode({ token: { sessionId: world.publisher.sessionId }, secret })}`,
  }
  return measureAll(pages, repeat, ({ path, who }) =>
    fetchOnce(new URL(path, baseUrl), { Cookie: cookies[who] }).then(({ firstByte }) => firstByte),
  )
}

async function measureAll<T extends { name: string }>(
  list: readonly T[],
  repeat: number,
  once: (item: T) => Promise<number>,
): Promise<HttpTimes[]> {
  const results: HttpTimes[] = []
  for (const item of list) {
    const times: number[] = []
    for (let round = -3; round < repeat; round++) {
      const time = await once(item)
      if (round >= 0) times.push(time)
    }
    const sorted = new Times(times)
    results.push({ name: item.name, median: sorted.median, p95: sorted.at(0.95) })
  }
  return results
}

const agent = new Agent({ keepAlive: true })

/** ms until the response's first byte, and until it's complete. @throws Error for any status but 200 */
function fetchOnce(url: URL, headers: Record<string, string>): Promise<{ firstByte: number; complete: number }> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const asked = request(url, { agent, headers }, (response) => {
      const firstByte = performance.now() - started
      response.resume()
      response.once('error', reject)
      response.once('end', () => {
        if (response.statusCode === 200) resolve({ firstByte, complete: performance.now() - started })
        else reject(new Error(`${url.pathname}${url.search} answered ${response.statusCode}.`))
      })
    })
    asked.once('error', reject)
    asked.end()
  })
}

export function closeConnections(): void {
  agent.destroy()
}
