import type { BodyType } from './dialect'
import { parseForm } from './form'
import type { Contract } from './contract'
import { Problem } from './problem'

const names: Readonly<Record<BodyType, string>> = {
  'application/json': 'JSON',
  'application/x-www-form-urlencoded': 'form-encoded',
}

/**
 * Parses a request's body according to its Content-Type. lib/front/body.ts has already received all of it and checked its size.
 * @throws Problem if the dialect doesn't accept the type or the body is malformed
 */
export async function readBody(request: Request, { body, dialect }: Contract): Promise<unknown> {
  const given = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  const type = dialect.bodies.find((one) => one === given)
  if (!type) {
    const kinds = dialect.bodies.map((one) => `${names[one]}, with Content-Type: ${one}`).join('; or ')
    throw new Problem('unsupported_media_type', `The body must be ${kinds}.`)
  }
  const text = await readText(request)
  return type === 'application/json' ? parseJson(text) : parseForm(text, body)
}

/**
 * Reads the body as text.
 * @throws Problem if it's longer than `maxBytes` or isn't UTF-8
 */
export async function readText(request: Request, maxBytes = Infinity): Promise<string> {
  const bytes = await request.arrayBuffer()
  if (bytes.byteLength > maxBytes) throw new Problem('too_large', `The body must be at most ${maxBytes} bytes.`)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Problem('malformed', 'The body isn’t valid UTF-8.')
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem('malformed', 'The body isn’t valid JSON.')
  }
}
