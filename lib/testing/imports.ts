import { expect, vi } from 'vitest'
import { z } from 'zod'
import { advertisersImport } from '@/lib/api/v2/advertisers.contract'
import { send } from './api'

type Options = { status?: number; key?: string }

// All kinds have the same answers.
const { preview, start, progress } = advertisersImport

/** Imports and exports CSV files at paths under /api/v2, as the person with this key unless another one is given. */
export function filesBy(keyOf: () => string) {
  async function ask(method: 'GET' | 'POST', path: string, body?: unknown, { status = 200, key }: Options = {}) {
    const reply = await send(method, `/api/v2/${path}`, { headers: { 'API-KEY': key ?? keyOf() }, body })
    expect(reply.status, JSON.stringify(reply.body)).toBe(status)
    return reply.body
  }
  return {
    ask,
    preview: async (path: string, file: string, options?: Options) =>
      preview.response.parse(await ask('POST', `${path}/import/preview`, { file }, options)).data,
    /** Imports a file and waits until that's over. */
    importFile: async (path: string, file: string, options?: Options) => {
      const { created_item_id } = start.response.parse(await ask('POST', `${path}/import`, { file }, options))
      return vi.waitFor(
        async () => {
          const { data } = progress.response.parse(
            await ask('GET', `${path}/import/${created_item_id}`, undefined, options),
          )
          expect(data.status).not.toBe('running')
          return data
        },
        { timeout: 20_000, interval: 50 },
      )
    },
    exported: async (path: string, query = '', options?: Options) =>
      z.string().parse(await ask('GET', `${path}/export${query}`, undefined, options)),
  }
}
