import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { authorizationCodes } from './authorization-codes'
import { freePort } from './free-port'
import { bodyOf } from './openid-provider'

type Email = { email: string; primary: boolean; verified: boolean; visibility: 'public' | 'private' | null }
/** `publicEmail` is the one on the profile. */
export type GitHubUser = { id: number; publicEmail: string | null; emails: Email[] }

const paths = ['/login/oauth/access_token', '/api/v3/user', '/api/v3/user/emails'] as const
/** What can go wrong at one of them: a failure, a response that isn't JSON, one with the wrong shape, or none at all. */
export type Fault = { path: (typeof paths)[number]; kind: 'fails' | 'text' | 'shape' | 'silent' }

/** A GitHub Enterprise Server on this machine, reduced to sign-in, that signs everyone in as `user` without asking. */
export async function startGitHub() {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const clientId = 'Ov23-tributary'
  const clientSecret = 'not a secret'
  const state: { user: GitHubUser; fault: Fault | null } = {
    user: { id: 1, publicEmail: null, emails: [] },
    fault: null,
  }
  const codes = authorizationCodes<{ scope: string }>()
  const tokens = new Map<string, string>()

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', url)
    const json = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
    if (state.fault?.path === pathname) {
      const { kind } = state.fault
      if (kind === 'fails') response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>Unicorn!</h1>')
      if (kind === 'text') response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Maintenance</h1>')
      if (kind === 'shape') json(200, { message: 'something else' })
      return
    }
    switch (pathname) {
      case '/login/oauth/authorize': {
        const location = codes.issue(searchParams, { scope: searchParams.get('scope') ?? '' })
        response.writeHead(302, { location }).end()
        return
      }
      case '/login/oauth/access_token': {
        const grant = codes.redeem(await bodyOf(request))
        const authorization = `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret).replaceAll('%20', '+')}`).toString('base64')}`
        // GitHub reports this error with status 200.
        if (!grant || request.headers.authorization !== authorization) json(200, { error: 'bad_verification_code' })
        else {
          const token = `gho_${randomUUID()}`
          tokens.set(token, grant.scope)
          json(200, { access_token: token, token_type: 'bearer', scope: grant.scope })
        }
        return
      }
      case '/api/v3/user':
      case '/api/v3/user/emails': {
        const scope = tokens.get(/^bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '')
        if (scope === undefined) json(401, { message: 'Bad credentials' })
        else if (pathname === '/api/v3/user')
          json(200, { login: 'octocat', id: state.user.id, name: null, email: state.user.publicEmail })
        else if (scope.split(' ').includes('user:email')) json(200, state.user.emails)
        else json(404, { message: 'Not Found' })
        return
      }
      default:
        json(404, { message: 'Not Found' })
    }
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  return {
    environment: { GITHUB_URL: `${url}/`, GITHUB_CLIENT_ID: clientId, GITHUB_CLIENT_SECRET: clientSecret },
    /** Sets who signs in from now on. */
    become: (user: GitHubUser) => void (state.user = user),
    break: (fault: Fault | null) => void (state.fault = fault),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
