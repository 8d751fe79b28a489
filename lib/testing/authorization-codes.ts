import { createHash, randomUUID } from 'node:crypto'

/** The OAuth authorization codes of a test's sign-in provider, which signs everyone in without asking and requires PKCE. */
export function authorizationCodes<Grant>() {
  const issued = new Map<string, { challenge: string | null; grant: Grant }>()
  return {
    /** Answers an authorization request. @returns the address to redirect to */
    issue(request: URLSearchParams, grant: Grant): string {
      const code = randomUUID()
      issued.set(code, { challenge: request.get('code_challenge'), grant })
      const back = new URL(request.get('redirect_uri') ?? '')
      back.search = new URLSearchParams({ code, state: request.get('state') ?? '' }).toString()
      return back.href
    },
    /** Redeems the code in a token request. Each works once, for whoever asked for it. */
    redeem(request: URLSearchParams): Grant | undefined {
      const code = request.get('code') ?? ''
      const found = issued.get(code)
      issued.delete(code)
      const proven = createHash('sha256')
        .update(request.get('code_verifier') ?? '')
        .digest('base64url')
      return found?.challenge === proven ? found.grant : undefined
    },
  }
}
