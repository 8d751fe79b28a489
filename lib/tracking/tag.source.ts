/* oxlint-disable no-var -- old browsers run it, too */
// The script that advertisers put on their pages, served as /t.js: docs/tracking.md. Built by tag.generate.ts. Only features of ECMAScript 5, no
// dependencies, and whatever goes wrong stays in here.

type Values = Partial<Record<'event' | 'amount' | 'currency' | 'externalId' | 'customerId', string | number>>
/** What people can call it with, and what pages keep until it's loaded. */
type Tributary = { (name?: string, values?: Values): void; q?: ArrayLike<{ 0?: string; 1?: Values }> }
type Page = Window & { tributary?: Tributary }
;(function (page: Page, document: Document) {
  try {
    var script =
      document.currentScript || document.querySelector('[data-offer][src*="/t.js"],[data-pageview][src*="/t.js"]')
    if (!(script instanceof HTMLScriptElement)) return
    var tag: HTMLScriptElement = script
    var read = function (name: string) {
      return tag.getAttribute('data-' + name) || ''
    }
    var offer = read('offer')
    var days = Number(read('days')) || 30
    var host = tag.src.split('/').slice(0, 3).join('/')
    var key = 'tributary_' + offer
    var OUT = 'tributary_optout'
    var memory: Record<string, string> = {}

    var cookie = function (name: string) {
      return (new RegExp('(?:^|; )' + name + '=([^;]*)').exec(document.cookie) || [])[1]
    }

    /** Sets a cookie for as much of the site as browsers allow. A lifetime of 0 deletes it. */
    var setCookie = function (name: string, value: string, lifetime: number) {
      var labels = location.hostname.split('.')
      var rest =
        '; path=/; max-age=' + lifetime * 86400 + '; samesite=lax' + (location.protocol === 'https:' ? '; secure' : '')
      for (var from = labels.length - 2; from >= 0; from--) {
        document.cookie = name + '=' + value + rest + '; domain=' + labels.slice(from).join('.')
        if (lifetime && cookie(name) === value) return
      }
      document.cookie = name + '=' + value + rest
    }

    var get = function (name: string) {
      var found = cookie(name) || memory[name]
      if (found) return found
      try {
        var stored = (localStorage.getItem(name) || '').split('|')
        return Number(stored[1]) > Date.now() ? stored[0] : ''
      } catch {
        return ''
      }
    }

    var set = function (name: string, value: string, lifetime: number) {
      memory[name] = lifetime ? value : ''
      setCookie(name, value, lifetime)
      try {
        if (!lifetime) localStorage.removeItem(name)
        else if (cookie(name) !== value) localStorage.setItem(name, value + '|' + (Date.now() + lifetime * 864e5))
      } catch {}
    }

    var names = [read('param'), 'transaction_id', 'click_id', 'clickid'].filter(Boolean).join('|')
    var click = new RegExp('[?&#](?:' + names + ')=([\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12})(?![^&#])', 'i').exec(
      location.search + location.hash,
    )
    if (click && click[1] && !get(OUT)) set(key, click[1].toLowerCase(), days)

    var queryOf = function (all: Record<string, string | number | undefined>) {
      var query = ''
      for (var name in all) {
        var value = all[name]
        // Scripts may say null.
        if (value || value === 0) query += (query ? '&' : '?') + name + '=' + encodeURIComponent(String(value))
      }
      return query
    }

    var report = function (values: Values) {
      var id = get(key)
      if (!id || get(OUT)) return
      var event = String(values.event || '')
      var all: Record<string, string | number | undefined> = {
        offer: offer,
        transaction_id: id,
        amount: values.amount,
        currency: values.currency,
        external_transaction_id: values.externalId,
        customer_id: values.customerId,
      }
      all[/^\d+$/.test(event) ? 'event_id' : 'event_name'] = event
      var query = queryOf(all)
      // It goes through even if the visitor leaves the page at once.
      if ('fetch' in page) fetch(host + '/t/pixel' + query, { mode: 'no-cors', keepalive: true }).catch(function () {})
      else new Image().src = host + '/t/pixel' + query
    }

    var run: Tributary = function (name, values) {
      try {
        if (name === 'conversion') report(values || {})
        if (name === 'optout') {
          set(key, '', 0)
          set(OUT, '1', 400)
        }
        if (name === 'optin') set(OUT, '', 0)
      } catch {}
    }

    /** Says that the visitor comes from a short link. Its click can convert unless there's a click already. */
    var view = function () {
      if (get(OUT) || !('fetch' in page)) return
      var query = queryOf({
        domain: read('domain') || host.split('/')[2],
        key: read('key') || '_root',
        url: location.href,
        referrer: document.referrer,
      })
      fetch(host + '/t/pageview' + query, { method: 'POST', keepalive: true })
        .then(function (answer) {
          return answer.json()
        })
        .then(function (answer: { clickId?: string }) {
          if (offer && answer.clickId && !get(key)) set(key, answer.clickId, days)
          return answer
        })
        .catch(function () {})
    }

    var waiting = (page.tributary && page.tributary.q) || []
    page.tributary = run
    for (var next = 0; next < waiting.length; next++) {
      var call = waiting[next]
      if (call) run(call[0], call[1])
    }
    if (tag.hasAttribute('data-pageview')) view()
    if (tag.hasAttribute('data-conversion'))
      report({
        event: read('event'),
        amount: read('amount'),
        currency: read('currency'),
        externalId: read('external-id'),
        customerId: read('customer-id'),
      })
  } catch {}
})(window, document)
