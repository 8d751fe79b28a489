import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Database } from '@/lib/database/client'

/** When to retry, in seconds. That's about how long PostgreSQL takes to start. */
export const RETRY_AFTER = '5'

export const AWAY = `The database isn’t responding right now. Nothing is lost. Try again in ${RETRY_AFTER} seconds.`

/** Pages and sign-in. API operations query the database anyway, and report the failure in their own format (serve.ts). */
const needsDatabase = (path: string): boolean =>
  !path.startsWith('/_next/') && (!path.startsWith('/api/') || path.startsWith('/api/auth/'))

/**
 * Answers requests that need the database while it's away. Otherwise, Next.js would answer 500 or leave a page hanging.
 * @returns whether the request was answered
 */
export async function answerWhileAway(
  database: Pick<Database, 'isAnswering'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const path = request.url ?? '/'
  if (!needsDatabase(path) || (await database.isAnswering())) return false
  const isPage = !path.startsWith('/api/')
  response.writeHead(503, {
    'Content-Type': isPage ? 'text/html; charset=utf-8' : 'application/json',
    'Retry-After': RETRY_AFTER,
    'Cache-Control': 'no-store',
    // This page doesn't come from Next.js, so its styles have no nonce.
    'Content-Security-Policy':
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  })
  response.end(isPage ? page : JSON.stringify({ error: { code: 'service_unavailable', message: AWAY } }))
  return true
}

/** Reloads automatically. */
const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${RETRY_AFTER}">
<title>Back in a moment · Tributary</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { display: grid; min-height: 100dvh; margin: 0; place-content: center; padding: 1rem; box-sizing: border-box }
  h1 { font-size: 1.25rem; margin: 0 0 .5rem }
  p { margin: 0; max-width: 36rem }
</style>
<main>
  <h1>Back in a moment</h1>
  <p>The database isn’t responding right now. Nothing you saved is lost, and clicks are still being recorded. This page tries again every ${RETRY_AFTER} seconds.</p>
</main>
</html>
`
