// Tests run this as a separate process that they can kill: tsx lib/testing/database-process.ts DATA_DIR
// Opens the database, prints what it found as one line of JSON, and closes it when its input ends.
import { openDatabase } from '@/lib/database/open'

const dataDir = process.argv[2] ?? ''
const lines: string[] = []
try {
  const database = await openDatabase({ dataDir, log: (line) => lines.push(line) })
  const names = await database.prisma.organization.findMany({ select: { name: true } })
  await database.prisma.organization.create({ data: { name: `by ${process.pid}`, slug: `by-${process.pid}` } })
  console.log(JSON.stringify({ names: names.map(({ name }) => name), lines }))
  process.stdin.resume()
  process.stdin.on('end', () => void database.close())
} catch (error) {
  console.log(JSON.stringify({ error: String(error) }))
}
