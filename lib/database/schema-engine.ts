import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, DriverAdapterError } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import { DatabaseError, Pool } from 'pg'
import type { Connection } from './postmaster'

let ready: Promise<void> | undefined

/**
 * Runs work with Prisma's schema engine, which powers `prisma migrate`. Uses the WebAssembly build, because the native one would have to be
 * downloaded, which fails on a closed network.
 */
export async function withSchemaEngine<T>(
  connection: Connection,
  work: (engine: bindings.SchemaEngine) => Promise<T>,
): Promise<T> {
  ready ??= instantiate()
  await ready
  // Our own pool, since the engine doesn't close its own when it's freed.
  const pool = new Pool({ ...connection, max: 1 })
  try {
    const scripts = new WholeScripts(pool)
    const engine = await bindings.SchemaEngine.new(
      { datamodels: undefined },
      () => {},
      bindMigrationAwareSqlAdapterFactory(scripts),
    )
    try {
      return await work(engine)
    } catch (error) {
      throw scripts.failure ? new ScriptError(scripts.failure, error) : error
    } finally {
      engine.free()
    }
  } finally {
    await pool.end()
  }
}

async function instantiate(): Promise<void> {
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg'))
  const bytes = readFileSync(join(folder, 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': importable(bindings) })
  // wasm-bindgen chose these two names.
  // oxlint-disable-next-line no-underscore-dangle
  bindings.__wbg_set_wasm(instance.exports)
  const start = instance.exports['__wbindgen_start']
  if (typeof start !== 'function') throw new Error('@prisma/schema-engine-wasm has changed: it has no __wbindgen_start')
  start()
}

/**
 * Prisma's adapter splits scripts at every semicolon, even inside a function body, and runs the pieces on any connection.
 * PostgreSQL accepts a whole script and runs it as one transaction, so a migration is applied completely or not at all.
 */
class WholeScripts extends PrismaPg {
  /** PostgreSQL's own error. The engine drops some of its details. */
  failure: string | undefined

  override async connect() {
    const adapter = await super.connect()
    const pool = adapter.underlyingDriver()
    adapter.executeScript = async (script) => {
      try {
        await pool.query(script)
      } catch (error) {
        if (!(error instanceof DatabaseError)) throw error
        const { code = '', severity = 'ERROR', message, detail, column, hint } = error
        const line = error.position && script.slice(0, Number(error.position)).split('\n').length
        this.failure = [message, detail, hint, line && `line ${line}`].filter(Boolean).join('; ')
        throw new DriverAdapterError({ kind: 'postgres', code, severity, message, detail, column, hint })
      }
    }
    return adapter
  }
}

/** A script failed in PostgreSQL. The message is PostgreSQL's, and `cause` is the engine's error. */
export class ScriptError extends Error {
  constructor(said: string, cause: unknown) {
    super(said, { cause })
  }
}

/** The functions among the bindings, as WebAssembly imports. */
function importable(module: Record<string, unknown>): Record<string, WebAssembly.ImportValue> {
  const functions: Record<string, WebAssembly.ImportValue> = {}
  for (const [name, value] of Object.entries(module)) {
    if (typeof value !== 'function') continue
    // The engine waits up to 10 s for its lock and never clears that timer, which would keep a finished process alive for as long.
    functions[name] = name.startsWith('__wbg_setTimeout_') ? unhurried : value
  }
  return functions
}

function unhurried(callback: () => void, milliseconds: number): NodeJS.Timeout {
  return setTimeout(callback, milliseconds).unref()
}
