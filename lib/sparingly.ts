/** Time between two lines, in ms. */
const PAUSE = 60_000

/** Logs the first line at once, then once per `pause` the last of the lines since, with their number. */
export function sparingly(log: (line: string) => void, pause = PAUSE): (line: string) => void {
  let isQuiet = false
  let more = 0
  let last = ''
  const rest = () => {
    setTimeout(() => {
      isQuiet = more > 0
      if (!isQuiet) return
      log(`${last} (${more.toLocaleString('en-US')} times in the last ${pause / 1000} seconds)`)
      more = 0
      rest()
    }, pause).unref()
  }
  return (line) => {
    if (isQuiet) {
      more++
      last = line
      return
    }
    log(line)
    isQuiet = true
    rest()
  }
}
