import { product } from '@/lib/api/dialect'
import { answerOptions, refuseMethod } from '@/lib/api/methods'
import { openApi } from '@/lib/api/openapi'
import { contracts } from '@/lib/api/registry'
import { config } from '@/lib/config'

/** The public API as an OpenAPI 3.1 document, for anyone. */
export function GET(): Response {
  return Response.json(openApi(contracts, config().baseUrl), { headers: { 'Access-Control-Allow-Origin': '*' } })
}

export const OPTIONS = (request: Request) => answerOptions(product, ['GET'], request)

const refuse = (request: Request) => refuseMethod(product, ['GET'], request)
export { refuse as POST, refuse as PUT, refuse as PATCH, refuse as DELETE }

// Created per request, since the base URL isn't known at build time.
export const dynamic = 'force-dynamic'
