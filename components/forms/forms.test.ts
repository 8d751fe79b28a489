import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { credentialFields } from '@/lib/access/credentials'
import { code } from '@/lib/api/app/fields'
import { check } from '@/lib/api/parse'
import { contracts } from '@/lib/api/registry'
import { defineForm } from './define'

// Every form of the product: what it accepts, compared with what the operation accepts.

const values = z.record(z.string(), z.unknown())
const declaredForm = z.object({
  declaration: z.looseObject({
    to: z.looseObject({
      id: z.string().optional(),
      method: z.literal(['POST', 'PATCH', 'PUT']),
      body: z.custom<z.ZodType>(),
    }),
    values,
    body: z.custom<(given: Record<string, unknown>) => object>().optional(),
    shows: z.record(z.string(), z.string()).optional(),
  }),
})

const files = readdirSync('components', { recursive: true, encoding: 'utf8' }).map((file) => join('components', file))
const forms = await Promise.all(
  files
    .filter((file) => file.endsWith('/forms.ts'))
    .map(async (file) => {
      const all = values.parse(await import(join(process.cwd(), file)))
      return Object.entries(all).flatMap(([name, one]) => {
        const form = declaredForm.safeParse(one)
        return form.success ? [{ name: `${file}: ${name}`, ...form.data.declaration }] : []
      })
    }),
).then((found) => found.flat())

/** Values that a form accepts, by the name of the field. Those of choices are what a form starts with. */
const accepted: Record<string, unknown> = {
  name: 'Nightly',
  host: 'go.example.com',
  organization: 'Northwind',
  code: '123456',
  email: 'ana@example.com',
  password: 'a long password',
  old_password: 'secret',
  token: 'a'.repeat(43),
  first_name: 'Ana',
  last_name: 'Falk',
  publisher: '1',
  redirect_url: 'https://shop.example.com/?click={click_id}',
  limit: '100',
  from: 'USD',
  to: 'EUR',
  rate: '0.92',
  valid_from: '2026-11-01',
  payout: '2.50',
  payout_percent: '10',
  revenue: '3',
  revenue_percent: '12.5',
  sub_id: 'spring',
  publisher_incremental_id: '1',
  offer_incremental_id: '1',
  external_id: 'news',
  externalId: 'user-42',
  key: 'spring',
  domain: 'go.example.com',
  throttle_percentage: '1',
  data: ['0190c8a4-7e1b-7c3a-9d2e-5f60718293a4'],
  updates: [{ tx_id: '0190c8a4-7e1b-7c3a-9d2e-5f60718293a4', conversion_time: '2026-11-01T12:00:00Z', hash: '7f' }],
  advertiser_id: '1',
  amount: '12.50',
  reason: 'Bonus',
  paid_on: '2026-11-15',
  url: 'https://tracker.example/in?click={click_id}',
}
const startOf = (form: (typeof forms)[number]) => ({
  ...form.values,
  ...Object.fromEntries(Object.entries(accepted).filter(([name]) => name in form.values)),
})

/** What people type into fields, good and bad for one or the other. */
const inputs = [
  '',
  ' ',
  'Ana',
  ' Ana ',
  'ana@example.com',
  ' ANA@Example.com',
  'a@b@c.de',
  'ten letters',
  'Europe/Berlin',
  'Europe/Atlantis',
  'USD',
  'usd',
  'DE',
  'XX',
  '0',
  '1',
  '-1',
  '1.5',
  '24',
  '36500',
  '36501',
  '1e3',
  'https://app.example.com',
  'https://app.example.com/path',
  'https://a.example, https://b.example',
  'two\nlines',
  'a\u0007bell',
  'a\u0000null',
  '\uD800',
  'é'.normalize('NFD').repeat(60),
  ...[50, 51, 100, 101, 200, 201, 254, 255, 1000, 1001, 10_000, 10_001].map((length) => 'x'.repeat(length)),
]

const shapeOf = (body: z.ZodType) => (body instanceof z.ZodObject ? values.parse(body.shape) : {})

/** What an operation says about one of its fields, given what a field's text can mean: itself, a number, null, a list. */
function refused(field: unknown, text: string, method = 'POST'): boolean {
  const schema = z.custom<z.ZodType>().parse(field)
  const number = /^-?\d+(\.\d+)?$/.test(text) ? [Number(text)] : []
  const meanings = [
    text,
    ...number,
    ...(text.trim() === '' ? [null, ...(method === 'POST' ? [undefined] : [])] : []),
    text.split(/[\s,]+/).filter(Boolean),
  ]
  return meanings.every((meaning) => {
    try {
      check(schema, meaning)
      return false
    } catch {
      return true
    }
  })
}

test('every form is declared, and sends to the body of an operation', () => {
  const using = files.filter((file) => file.endsWith('.tsx') && readFileSync(file, 'utf8').includes(' useForm('))
  for (const file of using) {
    const text = readFileSync(file, 'utf8')
    expect(text, file).toMatch(/from '(\.|@\/components\/[a-z-]+)\/forms'/)
    expect(text, `${file} has rules of its own`).not.toMatch(/import \{ z \}|maxLength|schema:/)
  }
  expect(using.length).toBeGreaterThan(10)
  const bodies = new Set<unknown>(contracts.map(({ body }) => body))
  const others = forms
    .filter(({ to }) => !bodies.has(to.body))
    .map(({ name }) => name)
    .toSorted()
  // Amounts are part of an update, signing in has no contract, an invitation goes to one of two, and throttles can be created several at once.
  expect(others).toEqual([
    'components/conversions/forms.ts: conversionAmountsForm',
    'components/publisher-throttles/forms.ts: newThrottleForm',
    'components/sign-in/forms.ts: codeForm',
    'components/sign-in/forms.ts: signInForm',
    'components/users/forms.ts: invitationForm',
  ])
})

test.each(forms)('$name accepts what its operation accepts', (declaration) => {
  const form = defineForm(declaration)
  const start = startOf(declaration)
  expect(form.checked(start).details).toBeNull()
  const shape = shapeOf(declaration.to.body)
  const typedIn = Object.keys(start).filter((name) => typeof start[name] === 'string' && name in shape)
  for (const name of typedIn)
    for (const input of inputs) {
      const given = { ...start, [name]: input }
      // An organization's retention counts only if it isn't forever. Empty isn't null there.
      if (name === 'retention_days') Object.assign(given, { keep: 'days' })
      const isRefused =
        refused(shape[name], input, declaration.to.method) || (name === 'retention_days' && input.trim() === '')
      const { details } = form.checked(given)
      expect(details === null, `${name} = ${JSON.stringify(input).slice(0, 60)}`).toBe(!isRefused)
      if (details) expect(details.map((detail) => form.fieldOf(detail.field, given))).toContain(name)
    }
})

test.each(forms)('$name obeys a rule that its operation gets, without knowing of it', (declaration) => {
  const { body } = declaration.to
  if (!(body instanceof z.ZodObject)) return
  for (const name of Object.keys(body.shape)) {
    const rule = z.any().refine(() => false, 'must be better')
    const form = defineForm({ ...declaration, to: { ...declaration.to, body: body.safeExtend({ [name]: rule }) } })
    const start = {
      ...startOf(declaration),
      ...('access' in declaration.values ? { kind: 'chosen', access: ['clicks:read'] } : {}),
    }
    const given = declaration.body?.(start) ?? start
    if (!(name in given)) continue
    const { details } = form.checked(start)
    expect(details).toEqual([{ field: name, message: 'must be better' }])
    expect(form.fieldOf(name, start), name).not.toBeNull()
  }
})

test('an invitation accepts what either operation accepts', async () => {
  const { invitationForm } = await import('@/components/users/forms')
  const ana = { ...invitationForm.blank, email: 'ana@example.com' }
  const named = (given: typeof ana) =>
    invitationForm.checked(given).details?.map(({ field }) => invitationForm.fieldOf(field, given)) ?? []
  for (const [role, create] of [
    ['admin', 'createUser'],
    ['publisher', 'createPublisherUser'],
  ] as const) {
    const shape = shapeOf(contracts.find(({ id }) => id === create)?.body ?? z.never())
    for (const name of ['email', 'first_name', 'last_name'] as const)
      for (const input of inputs)
        expect(
          named({ ...ana, role, publisher: '1', [name]: input }),
          `${name} = ${JSON.stringify(input).slice(0, 60)}`,
        ).toEqual(refused(shape[name], input) ? [name] : [])
  }
  expect(named({ ...ana, role: 'publisher' })).toEqual(['publisher'])
  expect(named({ ...ana, role: 'accountManager', publishers_reach: 'none' })).toEqual([])
})

test('the sign-in forms accept what signing in accepts', async () => {
  const { codeForm, signInForm } = await import('@/components/sign-in/forms')
  expect(shapeOf(signInForm.declaration.to.body)).toEqual(credentialFields)
  expect(shapeOf(codeForm.declaration.to.body)).toEqual({ code })
})
