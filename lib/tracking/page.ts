// What visitors see when a link doesn't work: one small page without scripts, fonts, or images, styled like the product (app/globals.css).
const style = `:root{--surface:oklch(0.984 0.003 230);--raised:oklch(1 0 0);--text:oklch(0.24 0.02 235);--muted:oklch(0.485 0.02 235);--border:oklch(0.91 0.007 230);color-scheme:light dark}
@media(prefers-color-scheme:dark){:root{--surface:oklch(0.168 0.01 235);--raised:oklch(0.2 0.012 235);--text:oklch(0.945 0.005 230);--muted:oklch(0.725 0.015 232);--border:oklch(0.29 0.014 235)}}
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:16px;background:var(--surface);color:var(--text);font:400 14px/1.5 ui-sans-serif,system-ui,sans-serif}
main{width:100%;max-width:440px;padding:24px;background:var(--raised);border:1px solid var(--border);border-radius:10px}
h1{margin:0 0 8px;font-size:20px;font-weight:600;line-height:1.3}p{margin:0 0 8px}p:last-child{margin:0}.muted{color:var(--muted)}code{font:12px ui-monospace,monospace;overflow-wrap:anywhere}`

/** @param paragraphs our own HTML; the last one is muted */
function page(title: string, paragraphs: readonly string[]): string {
  const body = paragraphs
    .map((text, index) => `<p${index === paragraphs.length - 1 ? ' class="muted"' : ''}>${text}</p>`)
    .join('')
  return (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">' +
    `<meta name="robots" content="noindex"><title>${title}</title><style>${style}</style></head><body><main><h1>${title}</h1>${body}</main></body></html>`
  )
}

export const notFoundPage = page('This link doesn’t work', [
  'It may be incomplete or mistyped, or the page it led to may no longer exist.',
  'If you followed a link, let whoever shared it know. If you typed it in, check the spelling.',
])

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
