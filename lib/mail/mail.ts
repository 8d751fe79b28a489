/** An email in plain text and simple HTML. */
export type Mail = { to: string; subject: string; text: string; html: string }

export type Content = {
  to: string
  subject: string
  paragraphs: readonly string[]
  /** The main action, shown as a button. */
  action?: { label: string; url: string }
  /** Fine print below the button. */
  small?: readonly string[]
}

const escaped: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => escaped[character] ?? '')

// The colors of app/globals.css in a format that email clients support.
const paragraph = (text: string, style = ''): string => `<p style="margin:0 0 16px;${style}">${escape(text)}</p>`

/** Builds an email. Names and other user input always stay text: they can't add markup or headers. */
export function compose({ to, subject, paragraphs, action, small = [] }: Content): Mail {
  const text = [...paragraphs, ...(action ? [`${action.label}:\n${action.url}`] : []), ...small, '-- \nTributary'].join(
    '\n\n',
  )
  const button = action
    ? `<p style="margin:24px 0"><a href="${escape(action.url)}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#00647f;color:#ffffff;font-weight:600;text-decoration:none">${escape(action.label)}</a></p>` +
      paragraph(
        `Or copy this link into your browser: ${action.url}`,
        'font-size:13px;color:#59666c;overflow-wrap:anywhere',
      )
    : ''
  const html =
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"></head><body style="margin:0;padding:24px">' +
    '<div style="max-width:560px;margin:0 auto;font:400 15px/1.5 system-ui,-apple-system,\'Segoe UI\',sans-serif">' +
    paragraphs.map((line) => paragraph(line)).join('') +
    button +
    small.map((line) => paragraph(line, 'font-size:13px;color:#59666c')).join('') +
    '</div></body></html>'
  return { to, subject: subject.replace(/[\r\n]+/g, ' '), text, html }
}
