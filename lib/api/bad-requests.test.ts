import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { send } from '@/lib/testing/api'
import { lastChange, watchChanges } from '@/lib/testing/changes'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { provideLinkViews } from '@/lib/testing/link-views'
import { provideRecorder } from '@/lib/testing/recorder'
import { createWorld, type World } from '@/lib/testing/world'
import { readBody } from './body'
import { match } from './dispatch'
import { choicesOf, jsonSchema, type JsonSchema } from './json-schema'
import { takesBody, type Contract } from './contract'
import { check } from './parse'
import { Problem } from './problem'
import { parametersOf, readParams, readQuery } from './query'
import { contracts } from './registry'

// Generates bad requests to every operation from its declaration: 300 in `npm test`, 2,000 in `npm run test:deep`. Each must be refused with a helpful message, and nothing stored.
// Most are only checked against the declaration. Some of those it refuses, and some that it accepts, are actually sent.

const database = await testDatabase()
const events = await testEventLog()
await watchChanges(database)
const recorder = provideRecorder(database, events)
provideLinkViews()

const RUNS = process.env.TEST_DEEP ? 2000 : 300
const SENT = 25
/** Fixed, so that every run sends the same requests and failures can be reproduced. */
const SEED = 20_261_121

type BadRequest = { path: string; query: string; body: { type: string; text: string } | undefined }

const hostileText = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '0',
    '-1',
    '1.5',
    '1e999',
    '99999999999999999999',
    'null',
    'true',
    'NaN',
    '%',
    '_',
    '\\',
    "' OR 1=1 --",
    '"; DROP TABLE "User"; --',
    '../../etc/passwd',
  ),
  fc.constantFrom(
    '\0',
    'a\0b',
    '\u202e',
    '👩‍👩‍👧',
    'ﬀ',
    '\r\nX: y',
    '<script>',
    '{{7*7}}',
    '${1}',
    '__proto__',
    '[]',
    '{}',
    '2026-02-30',
    '0000-00-00',
    '9999-12-31T23:59:59Z',
    '+275760-09-13',
  ),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.uuid(),
  fc.constant('x'.repeat(20_000)),
)

const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom(
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e308,
    -1e308,
    Number.MAX_SAFE_INTEGER,
    [],
    {},
    [null],
    [[]],
    '\ud800',
    { $ne: null },
    { set: 'x' },
  ),
  fc.jsonValue({ maxDepth: 3 }),
)

/** Values that the schema is likely to accept, so that validation gets to the rest of the request. */
function plausible(schema: JsonSchema): fc.Arbitrary<unknown> {
  const arbitraries = choicesOf(schema).map((choice): fc.Arbitrary<unknown> => {
    if (choice.enum) return fc.constantFrom(...choice.enum)
    switch (choice.type) {
      case 'boolean':
        return fc.boolean()
      case 'integer':
      case 'number':
        return fc.integer({ min: Math.max(choice.minimum ?? -10, -1000), max: Math.min(choice.maximum ?? 1000, 1000) })
      case 'null':
        return fc.constant(null)
      case 'array':
        return fc.array(
          typeof choice.items === 'object' && !Array.isArray(choice.items) ? plausible(choice.items) : hostileValue,
          { maxLength: 3 },
        )
      case 'object':
        return plausibleObject(choice)
      default:
        return fc.constantFrom(
          'x',
          'Name',
          'UTC',
          'Europe/Berlin',
          'EUR',
          'DE',
          `${randomUUID()}@example.com`,
          'long enough 123',
          '2026-03-01',
          '2026-03-01T00:00:00Z',
          '1',
          '10',
          randomUUID(),
        )
    }
  })
  return arbitraries.length > 0 ? fc.oneof(...arbitraries) : hostileValue
}

function propertiesOf(schema: JsonSchema): [string, JsonSchema][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
    typeof property === 'object' ? [[name, property]] : [],
  )
}

function plausibleObject(schema: JsonSchema): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(Object.fromEntries(propertiesOf(schema).map(([name, property]) => [name, plausible(property)])), {
    requiredKeys: [...(schema.required ?? [])],
  })
}

/** A plausible object with some bad, missing, or unknown fields. */
function badObject(schema: JsonSchema): fc.Arbitrary<unknown> {
  const names = [
    ...propertiesOf(schema).map(([name]) => name),
    'unknown',
    '__proto__',
    'constructor',
    'organizationId',
    'id',
  ]
  const wrong = fc.array(
    fc.tuple(
      fc.constantFrom(...names),
      fc.oneof({ arbitrary: hostileValue, weight: 5 }, { arbitrary: fc.constant(undefined), weight: 1 }),
    ),
    { maxLength: 3 },
  )
  const object = fc
    .tuple(plausibleObject(schema), wrong)
    .map(([fields, changes]) => Object.fromEntries([...Object.entries(fields), ...changes]))
  return fc.oneof({ arbitrary: object, weight: 8 }, { arbitrary: hostileValue, weight: 1 })
}

function bodyOf(contract: Contract): fc.Arbitrary<BadRequest['body']> {
  if (!takesBody(contract)) return fc.constant(undefined)
  const schema = jsonSchema(contract.body, 'input')
  const json = badObject(schema).map((body) => ({ type: 'application/json', text: JSON.stringify(body) }))
  const names = fc.oneof(
    fc.constantFrom(
      ...propertiesOf(schema).map(([name]) => name),
      'a[b]',
      'a[]',
      'a[0][b]',
      '__proto__[x]',
      'a[constructor]',
      '[',
      '',
    ),
    hostileText,
  )
  const form = fc.array(fc.tuple(names, hostileText), { maxLength: 5 }).map((fields) => ({
    type: 'application/x-www-form-urlencoded',
    text: new URLSearchParams(fields.map(([name, value]) => [name, value])).toString(),
  }))
  const broken = fc.record({
    type: fc.constantFrom(
      'application/json',
      'application/json; charset=utf-16',
      'text/plain',
      'multipart/form-data',
      '',
    ),
    text: hostileText,
  })
  return fc.oneof({ arbitrary: json, weight: 6 }, { arbitrary: form, weight: 2 }, { arbitrary: broken, weight: 1 })
}

function queryOf(contract: Contract): fc.Arbitrary<string> {
  const known = parametersOf(contract.query, contract.dialect.spelling).flatMap((parameter) =>
    parameter.names.map((name) => [name, parameter.schema] as const),
  )
  const names = fc.constantFrom(
    ...known.map(([name]) => name),
    'unknown',
    'filter[__proto__]',
    'page[',
    'sort[]',
    'filter[id][$ne]',
  )
  const entry = names.chain((name) =>
    fc.tuple(
      fc.constant(name),
      fc.oneof(hostileText, plausible(known.find(([one]) => one === name)?.[1] ?? {}).map(String)),
    ),
  )
  return fc
    .array(entry, { maxLength: 4 })
    .map((entries) => new URLSearchParams(entries.map(([name, value]) => [name, value])).toString())
}

/** Path segments other than "." and "..", which URLs resolve before they reach a handler. */
const segment = fc
  .oneof(hostileText, fc.constantFrom('1', '2', '999', randomUUID()))
  .filter((text) => text !== '' && !/^\.{1,2}$/.test(text) && !/\p{Surrogate}/u.test(text))

function requestsTo(contract: Contract): fc.Arbitrary<BadRequest> {
  const names = [...contract.path.matchAll(/\{(\w+)\}/g)].map(([name]) => name)
  const path = fc
    .tuple(...names.map(() => segment))
    .map((values) =>
      names.reduce(
        (text, name, index) => text.replace(name, () => encodeURIComponent(values[index] ?? '')),
        contract.path,
      ),
    )
  return fc.record({ path, query: queryOf(contract), body: bodyOf(contract) })
}

/** Whether the operation's declaration accepts the request. */
async function passes(contract: Contract, { path, query, body }: BadRequest): Promise<boolean> {
  try {
    readParams(contract, match(path)?.params ?? {})
    readQuery(contract, new URLSearchParams(query))
    if (body)
      check(
        contract.body,
        await readBody(
          new Request('http://localhost', { method: 'POST', headers: { 'content-type': body.type }, body: body.text }),
          contract,
        ),
      )
    return true
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    expectHelp(error)
    return false
  }
}

/** Zod's own words, apart from fields such as link_test_expected_domain. */
const ofZod = /^Invalid|\b(expected|received)\b|Unrecognized/

function expectHelp({ kind, message, details }: Pick<Problem, 'message' | 'details'> & { kind?: string }): void {
  expect(message).not.toBe('')
  for (const detail of details) {
    expect(detail.field).not.toBe('')
    expect(detail.message).not.toMatch(ofZod)
  }
  if (kind === 'invalid' && !message.startsWith('The body')) expect(details.length).toBeGreaterThan(0)
}

/** Not every family has details apart from the message. Konvo's error is only a message, beside a number. */
const problem = z.union([
  z.object({
    error: z.object({
      message: z.string(),
      details: z.array(z.object({ field: z.string(), message: z.string() })).default([]),
    }),
  }),
  z.object({ error: z.int(), message: z.string() }).transform(({ message }) => ({ error: { message, details: [] } })),
])

async function sendTo(contract: Contract, world: World, { path, query, body }: BadRequest) {
  const headers = {
    cookie: world.admin.cookie,
    origin: 'http://localhost:3000',
    ...(body ? { 'content-type': body.type } : {}),
  }
  return send(contract.method, query ? `${path}?${query}` : path, { headers, body: body?.text })
}

describe.each(contracts.map((contract) => [contract.id, contract] as const))('%s', (_id, contract) => {
  test('refuses bad requests with a helpful message and stores nothing', async () => {
    const world = await createWorld(database, events)
    // Record the first use now, so it doesn't look like stored data below.
    await sendTo(contract, world, {
      path: contract.path.replaceAll(/\{\w+\}/g, 'x'),
      query: 'unknown=1',
      body: undefined,
    })
    const refused: BadRequest[] = []
    const passed: BadRequest[] = []
    await fc.assert(
      fc.asyncProperty(requestsTo(contract), async (request) => {
        const list = (await passes(contract, request)) ? passed : refused
        list.push(request)
      }),
      { numRuns: RUNS, seed: SEED },
    )
    // Otherwise, the generators aren't producing enough bad requests.
    if (takesBody(contract)) expect(refused.length).toBeGreaterThan(RUNS / 4)
    // What the last operation's accepted requests report.
    await recorder.drain()
    const before = await lastChange(database)
    for (const request of refused.slice(0, SENT)) {
      const reply = await sendTo(contract, world, request)
      const { malformed, invalid } = contract.dialect.statuses
      expect([malformed, invalid, 415], JSON.stringify({ request, reply })).toContain(reply.status)
      expectHelp(problem.parse(reply.body).error)
    }
    expect(await lastChange(database)).toEqual(before)
    for (const request of passed.slice(0, SENT)) {
      const reply = await sendTo(contract, world, request)
      expect(reply.status, JSON.stringify({ request, reply })).toBeLessThan(500)
      if (reply.status >= 400) expectHelp(problem.parse(reply.body).error)
    }
  })
})
