// What visitors see when a link doesn't work: one small page without scripts, fonts, or images, styled like the product (app/globals.css).
const style = `:root{--surface:oklch(0.984 0.003 230);--raised:oklch(1 0 0);--text:oklch(0.24 0.02 235);--muted:oklch(0.485 0.02 235);--border:oklch(0.91 0.007 230);color-scheme:light dark}
@media(prefers-color-scheme:dark){:root{--surface:oklch(0.168 0.01 235);--raised:oklch(0.2 0.012 235);--text:oklch(0.945 0.005 230);--muted:oklch(0.725 0.015 232);--border:oklch(0.29 0.014 235)}}
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:16px;background:var(--surface);color:var(--text);font:400 14px/1.5 ui-sans-serif,system-ui,sans-serif}
main{width:100%;max-width:440px;padding:24px;background:var(--raised);border:1px solid var(--border);border-radius:10px}
h1{margin:0 0 8px;font-size:20px;font-weight:600;line-height:1.3}p{margin:0 0 8px}p:last-child{margin:0}.muted{color:var(--muted)}code{font:12px ui-monospace,monospace;overflow-wrap:anywhere}`

const formStyle = `label{display:block;margin:12px 0 4px;font-weight:500}input,button{width:100%;min-height:40px;padding:8px 12px;border-radius:6px;font:inherit}
input{background:var(--surface);color:var(--text);border:1px solid var(--muted)}button{margin-top:12px;border:0;background:var(--text);color:var(--surface);font-weight:500;cursor:pointer}
:focus-visible{outline:2px solid var(--text);outline-offset:2px}[role=alert]{margin:8px 0 0;color:var(--danger)}:root{--danger:oklch(0.5 0.19 27)}@media(prefers-color-scheme:dark){:root{--danger:oklch(0.76 0.14 22)}}`

/** @param paragraphs our own HTML; the last one is muted */
function page(title: string, paragraphs: readonly string[]): string {
  const body = paragraphs
    .map((text, index) => `<p${index === paragraphs.length - 1 ? ' class="muted"' : ''}>${text}</p>`)
    .join('')
  return document(title, style, body)
}

/** @param body our own HTML */
function document(title: string, css: string, body: string): string {
  return (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">' +
    `<meta name="robots" content="noindex"><title>${title}</title><style>${css}</style></head><body><main><h1>${title}</h1>${body}</main></body></html>`
  )
}

export const notFoundPage = page('This link doesn’t work', [
  'It may be incomplete or mistyped, or the page it led to may no longer exist.',
  'If you followed a link, let whoever shared it know. If you typed it in, check the spelling.',
])

export const expiredPage = page('This link has expired', [
  'It only worked for a limited time.',
  'For a new one, contact whoever shared it.',
])

/** Asks for a short link's password. The form goes to the link's own address. @param fault our own HTML: why the last one was refused */
export function passwordPage(fault: string | undefined): string {
  const described = fault === undefined ? '' : ' aria-invalid="true" aria-describedby="fault"'
  const alert = fault === undefined ? '' : `<p id="fault" role="alert">${fault}</p>`
  return document(
    'This link needs a password',
    style + formStyle,
    '<p class="muted">Whoever shared it can tell you the password.</p><form method="post"><label for="password">Password</label>' +
      `<input id="password" name="password" type="password" required autofocus autocomplete="off" maxlength="200"${described}>${alert}<button>Continue</button></form>`,
  )
}

/** Programs that fetch a link to show what it leads to. */
const previewers =
  /facebookexternalhit|Facebot|Twitterbot|Slackbot|Slack-ImgProxy|Discordbot|TelegramBot|WhatsApp|LinkedInBot|Pinterestbot|redditbot|SkypeUriPreview|MicrosoftPreview|vkShare|Viber|LineBot|Line\/|Mastodon|Cardyb|Iframely|Embedly|Google-PageRenderer|Applebot|Snapchat|Tumblr|KakaoTalk|OdklBot/i

/** Whether a user agent is that of a program that makes link previews. */
export const isPreviewer = (userAgent: string): boolean => previewers.test(userAgent)

/** What link previews of a short link are made of. @param location where it leads */
export function linkPreview(
  { title, description, image, video }: { title: string; description: string; image: string; video: string },
  location: string,
): string {
  const meta = (attribute: 'name' | 'property', name: string, value: string) =>
    value === '' ? '' : `<meta ${attribute}="${name}" content="${escaped(value)}">`
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title>` +
    meta('name', 'description', description) +
    meta('property', 'og:title', title) +
    meta('property', 'og:description', description) +
    meta('property', 'og:image', image) +
    meta('property', 'og:video', video) +
    meta('name', 'twitter:card', image === '' ? 'summary' : 'summary_large_image') +
    meta('name', 'twitter:title', title) +
    meta('name', 'twitter:description', description) +
    meta('name', 'twitter:image', image) +
    `</head><body><a href="${escaped(location)}">${escaped(title || location)}</a></body></html>`
  )
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character)

export const methodPage = page('Open this link in a browser', [
  'Tracking links accept only GET and HEAD requests.',
  'Open the link instead of sending data to it.',
])

export const unavailablePage = page('Please try again in a moment', [
  'We can’t take you there right now.',
  'Nothing is wrong with your device or the link. Reload this page in a few seconds.',
])

/** @param clickId a UUID the link's owners can use to look up the click */
export function rejectedPage(clickId: string): string {
  return page('This offer isn’t available', [
    'The offer has closed, or it isn’t open to everyone.',
    'Go back to the page you came from. Trying again won’t help.',
    `For help, contact whoever shared the link and give them this ID: <code>${clickId}</code>`,
  ])
}
