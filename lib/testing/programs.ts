import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'

/** The project's files that tests run as processes. */
const PROGRAMS = [
  'server.ts',
  'scripts/backup.ts',
  'scripts/restore.ts',
  'lib/testing/database-process.ts',
  'lib/testing/lock-process.ts',
  'lib/testing/cap-process.ts',
  'lib/testing/bulk-process.ts',
  'prisma/demo/load-process.ts',
] as const

export type Program = (typeof PROGRAMS)[number]

const folder = (): string => join(tmpdir(), 'programs')

/**
 * Node's arguments that run the program from its bundle. Reading each of its files through tsx instead takes twice the processor time of a whole start;
 * the browser tests start the server that way, as `npm start` does.
 */
export function programArguments(program: Program): string[] {
  return ['--enable-source-maps', join(folder(), program.replace(/ts$/, 'mjs'))]
}

/** Bundles the programs in the run's temporary folder (0.2 s). */
export async function buildPrograms(): Promise<void> {
  mkdirSync(folder(), { recursive: true })
  // Where the bundles look for packages.
  symlinkSync(resolve('node_modules'), join(folder(), 'node_modules'))
  await build({
    entryPoints: [...PROGRAMS],
    outdir: folder(),
    outbase: '.',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    logLevel: 'warning',
    plugins: [sourcePlaces],
  })
}

/** Files find others next to their source, not next to the bundle. */
const sourcePlaces: Plugin = {
  name: 'source-places',
  setup: (bundle) =>
    bundle.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8')
      if (!source.includes('import.meta')) return
      const place = JSON.stringify({ url: pathToFileURL(path).href, filename: path })
      return {
        contents: `const fileOfSource = ${place};${source.replaceAll('import.meta.', 'fileOfSource.')}`,
        loader: 'ts',
      }
    }),
}
