// A ClickHouse server from chdb's library: its `clickhouse local` with listening ports. Arguments: a folder to remove at the end,
// and options for clickhouse local. It needs its own process, because the call blocks until the engine stops. That happens when
// standard input ends, so it never outlives its parent, even if that is killed.
import { createRequire } from 'node:module'
import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DataType, open, load } from 'ffi-rs'

const [, , folder = '', ...options] = process.argv
const glibc = process.platform === 'linux' ? '-gnu' : ''
const resolve = createRequire(createRequire(import.meta.url).resolve('chdb')).resolve
const binary = dirname(resolve(`@chdb/lib-${process.platform}-${process.arch}${glibc}/package.json`))

const query = `SYSTEM START LISTEN TCP; SYSTEM START LISTEN HTTP; SELECT count() FROM file('-', 'LineAsString', 'line String') FORMAT Null`
const commandLine = ['clickhouse', ...options, '--query', query]
open({ library: 'chdb', path: join(binary, 'libchdb.so') })
load({
  library: 'chdb',
  funcName: 'chdb_query_cmdline',
  retType: DataType.External,
  paramsType: [DataType.I32, DataType.StringArray],
  paramsValue: [commandLine.length, commandLine],
})
rmSync(folder, { recursive: true, force: true })
process.exit(0)
