import { product } from '@/lib/api/dialect'
import { otherMethods } from '@/lib/api/methods'
import { openApi } from '@/lib/api/openapi'
import { contracts } from '@/lib/api/registry'
import { config } from '@/lib/config'

/** The public API as an OpenAPI 3.1 document, for anyone. */
export function GET(): Response {
  return Response.json(openApi(contracts, config().baseUrl), { headers: { 'Access-Control-Allow-Origin': '*' } })
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods(product, ['GET'])

// Created per request, since the base URL isn't known at build time.
export const dynamic = 'force-dynamic'
