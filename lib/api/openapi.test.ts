import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { openApi } from './openapi'
import { contracts } from './registry'

const document = openApi(contracts, 'https://analytics.example')

test('is a valid OpenAPI 3.1 document', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document))
  expect(errors).toBeUndefined()
  expect(valid).toBe(true)
})

test('includes every public operation, with all its parameters and body types', () => {
  const parameters = z.array(z.looseObject({ name: z.string(), in: z.string() }))
  const operation = z.looseObject({
    operationId: z.string(),
    parameters,
    requestBody: z.looseObject({ content: z.record(z.string(), z.unknown()) }).optional(),
  })
  const paths = z.record(z.string(), z.record(z.string(), operation)).parse(document.paths)
  expect(Object.keys(paths).toSorted()).toEqual(
    [...new Set(contracts.map(({ path }) => path).filter((path) => !path.startsWith('/api/app/')))].toSorted(),
  )
  const list = paths['/api/v2/publishers/{publisherID}/users']?.get
  const names = list?.parameters.map((parameter) => `${parameter.in} ${parameter.name}`) ?? []
  for (const name of [
    'path publisherID',
    'query filter[status]',
    'query filter[status][in]',
    'query filter[created_at][gte]',
    'query sort',
    'query page[number]',
    'query page[size]',
    'query q',
  ]) {
    expect(names).toContain(name)
  }
  expect(Object.keys(paths['/api/v2/users']?.post?.requestBody?.content ?? {})).toEqual([
    'application/json',
    'application/x-www-form-urlencoded',
  ])
})

test('has real types, and named schemas where several operations share them', () => {
  const component = z.looseObject({ type: z.literal('object') })
  const { schemas } = z.object({ schemas: z.record(z.string(), component) }).parse(document.components)
  const errors = ['HiEnergyError', 'Integr8Error', 'DubError', 'DubLinkError', 'KonvoError']
  const dubSchemas = ['DubCustomer', 'DubLink', 'DubTag', 'DubFolder', 'DubDomain', 'DubLead', 'DubSale', 'DubClick']
  const dubReports = ['DubClickEvent', 'DubLeadEvent', 'DubSaleEvent', 'DubAnalyticsCount', 'DubAnalyticsRow']
  const clicks = ['DubTrackedClick', 'KonvoClick']
  // It's only listed here. Dub's API has the rest.
  const listed = ['ShortLink']
  const ofResources = contracts.flatMap(({ id, dialect }) => {
    const [, verb, one] = /^(get|create|update)(.+)$/.exec(dialect.name === 'Integr8' ? id : '') ?? []
    // What's read from files has no body of its own.
    if (one?.endsWith('Import') || one?.endsWith('ImportTemplate')) return []
    return verb === undefined ? [] : { get: `${one}`, create: `${one}Create`, update: `${one}Update` }[verb]
  })
  expect(ofResources).toContain('UserCreate')
  expect(new Set(Object.keys(schemas))).toEqual(
    new Set([...errors, ...dubSchemas, ...dubReports, ...clicks, ...listed, ...ofResources]),
  )
  const text = JSON.stringify(document)
  expect(text).not.toContain('#/$defs')
  expect(document.paths).toMatchObject({
    '/api/v1/clicks': {
      get: {
        parameters: expect.arrayContaining([
          expect.objectContaining({
            name: 'page',
            schema: { type: 'integer', minimum: 1, maximum: 999_999_999, default: 1 },
          }),
          expect.objectContaining({
            name: 'start_date',
            schema: expect.objectContaining({ type: 'string', format: 'date' }),
          }),
        ]),
      },
    },
    '/api/v2/users': {
      get: {
        parameters: expect.arrayContaining([
          expect.objectContaining({ name: 'filter[archived]', schema: { type: 'boolean' } }),
          expect.objectContaining({ name: 'sort', style: 'form', explode: false }),
        ]),
      },
      post: {
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/UserCreate' } } } },
        responses: {
          400: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Integr8Error' } } } },
        },
      },
    },
    '/api/v2/users/{userID}': {
      get: {
        responses: {
          200: {
            content: {
              'application/json': { schema: { properties: { data: { $ref: '#/components/schemas/User' } } } },
            },
          },
        },
      },
    },
  })
})
