import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { authorizationCodes } from './authorization-codes'
import { freePort } from './free-port'

/** The provider's claims about a user. */
export type Claims = { sub: string } & Readonly<Record<string, unknown>>
type Identity = { inToken: Claims; inUserInfo: Claims | null }

const base64 = (value: string | Buffer): string => Buffer.from(value).toString('base64url')

/** The fields of a submitted form. */
export async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return new URLSearchParams(text)
}

/** An OpenID provider on this machine that signs everyone in as `identity` without asking, and requires PKCE. */
export async function startOpenIdProvider() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const port = await freePort()
  const issuer = `http://127.0.0.1:${port}`
  const clientId = 'tributary'
  const state: { identity: Identity } = { identity: { inToken: { sub: '1' }, inUserInfo: null } }
  const codes = authorizationCodes<{ nonce: string | null; identity: Identity }>()
  const accessTokens = new Map<string, Claims | null>()

  function idToken(claims: Claims, nonce: string | null): string {
    const now = Math.floor(Date.now() / 1000)
    const parts = [
      { alg: 'RS256', kid: 'test' },
      { iss: issuer, aud: clientId, iat: now, exp: now + 300, nonce, ...claims },
    ]
    const signed = parts.map((part) => base64(JSON.stringify(part))).join('.')
    return `${signed}.${base64(sign('sha256', Buffer.from(signed), privateKey))}`
  }

  async function answer(request: IncomingMessage): Promise<{ status?: number; json?: unknown; location?: string }> {
    const url = new URL(request.url ?? '', issuer)
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return {
          json: {
            issuer,
            authorization_endpoint: `${issuer}/authorize`,
            token_endpoint: `${issuer}/token`,
            userinfo_endpoint: `${issuer}/userinfo`,
            jwks_uri: `${issuer}/jwks`,
            response_types_supported: ['code'],
            subject_types_supported: ['public'],
            id_token_signing_alg_values_supported: ['RS256'],
          },
        }
      case '/jwks':
        return { json: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'test', alg: 'RS256', use: 'sig' }] } }
      case '/authorize': {
        const grant = { nonce: url.searchParams.get('nonce'), identity: state.identity }
        return { location: codes.issue(url.searchParams, grant) }
      }
      case '/token': {
        const grant = codes.redeem(await bodyOf(request))
        if (!grant) return { json: { error: 'invalid_grant' } }
        const accessToken = randomUUID()
        accessTokens.set(accessToken, grant.identity.inUserInfo)
        return {
          json: {
            access_token: accessToken,
            token_type: 'Bearer',
            expires_in: 300,
            id_token: idToken(grant.identity.inToken, grant.nonce),
          },
        }
      }
      case '/userinfo': {
        const claims = accessTokens.get(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '')
        return claims ? { json: claims } : { status: 401, json: { error: 'invalid_token' } }
      }
      default:
        return { json: { error: 'unknown path' } }
    }
  }

  async function reply(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status = 200, json, location } = await answer(request)
    if (location === undefined)
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json))
    else response.writeHead(302, { location }).end()
  }

  const server = createServer((request, response) => {
    void reply(request, response)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  return {
    environment: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: 'not a secret',
      OIDC_NAME: 'Acme',
    },
    /** Sets who signs in from now on: the claims in the ID token and in UserInfo, which fails if they're null. */
    become: (inToken: Claims, inUserInfo: Claims | null = inToken) => void (state.identity = { inToken, inUserInfo }),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
