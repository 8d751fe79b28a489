// Generates lib/tag.json, which lib/tracking/tag.ts serves. Run `npx tsx lib/tracking/tag.generate.ts` after changes to tag.source.ts.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

/** The script as browsers get it. */
export async function builtTag(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'tag.source.ts')],
    write: false,
    minify: true,
    target: 'es5',
    // Its settings are about pages.
    tsconfigRaw: {},
  })
  return (outputFiles[0]?.text ?? '').trim()
}

if (import.meta.filename === process.argv[1])
  writeFileSync('lib/tag.json', `${JSON.stringify({ script: await builtTag() })}\n`)
