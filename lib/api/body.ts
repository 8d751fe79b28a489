import type { BodyType } from './dialect'
import { parseForm } from './form'
import type { Operation } from './operation'
import { Problem } from './problem'

const MAX_BYTES = 1_000_000

const names: Readonly<Record<BodyType, string>> = { 'application/json': 'JSON', 'application/x-www-form-urlencoded': 'form-encoded' }

/**
 * The body of a request, read as its Content-Type says.
 * @throws Problem when the dialect does not take that type, or the text is malformed or too long
 */
export async function readBody(request: Request, { body, dialect }: Operation): Promise<unknown> {
  const given = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  const type = dialect.bodies.find((one) => one === given)
  if (!type) {
    const kinds = dialect.bodies.map((one) => `${names[one]}, with Content-Type: ${one}`).join('; or ')
    throw new Problem('unsupported_media_type', `The body must be ${kinds}.`)
  }
  const text = await readText(request, MAX_BYTES)
  return type === 'application/json' ? parseJson(text) : parseForm(text, body)
}

/**
 * The body as text. Stops at the limit, so that nobody fills our memory.
 * @throws Problem
 */
export async function readText({ body }: Request, maxBytes: number): Promise<string> {
  if (!body) return ''
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  let bytes = 0
  try {
    for await (const chunk of body) {
      bytes += chunk.byteLength
      if (bytes > maxBytes) throw new Problem('invalid', `The body is longer than ${maxBytes} bytes.`)
      text += decoder.decode(chunk, { stream: true })
    }
    return text + decoder.decode()
  } catch (error) {
    if (error instanceof TypeError) throw new Problem('invalid', 'The body is not valid UTF-8, or broke off.')
    throw error
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem('invalid', 'The body is not valid JSON.')
  }
}
