import { z } from 'zod'
import { serveAuth } from '@/lib/api/auth-route'
import { config } from '@/lib/config'

export type Form = Record<string, string>

/** A browser, reduced to what signing in takes: it keeps cookies and follows redirects to and from a sign-in provider. */
export function authBrowser() {
  const base = config().baseUrl
  const cookies = new Map<string, string>()
  async function ask(path: string, init: RequestInit = {}) {
    const headers = new Headers(init.headers)
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await serveAuth(new Request(new URL(path, base), { ...init, headers }))
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    return response
  }
  const post = (path: string, form: Form) => ask(path, { method: 'POST', body: new URLSearchParams(form) })
  async function csrf(): Promise<Form> {
    return z.object({ csrfToken: z.string() }).parse(await (await ask('/api/auth/csrf')).json())
  }
  return {
    cookies,
    ask,
    post,
    csrf,
    /** Submits the sign-in form. Returns the redirect URL and its error, if any. */
    async signIn(given: Form, provider = 'credentials') {
      const response = await post(`/api/auth/callback/${provider}`, {
        ...(await csrf()),
        callbackUrl: '/overview',
        json: 'true',
        ...given,
      })
      const { url } = z.object({ url: z.string() }).parse(await response.json())
      return { status: response.status, url, error: new URL(url).searchParams.get('error') }
    },
    /** Signs in with a provider, coming from /clicks. @returns the final URL */
    async signInWith(provider: string): Promise<string> {
      const begun = await post(`/api/auth/signin/${provider}`, {
        ...(await csrf()),
        callbackUrl: '/clicks',
        json: 'true',
      })
      let target = new URL(z.object({ url: z.url() }).parse(await begun.json()).url)
      if (target.origin !== new URL(base).origin) {
        const there = await fetch(target, { redirect: 'manual' })
        target = new URL(there.headers.get('location') ?? '')
      }
      // Errors redirect through next-auth's own URLs.
      while (target.pathname.startsWith('/api/auth/'))
        target = new URL((await ask(target.href)).headers.get('location') ?? '', base)
      target.searchParams.delete('callbackUrl')
      return target.href
    },
    get session() {
      return cookies.get('tributary.session')
    },
  }
}
