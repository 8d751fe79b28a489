/** Between two lines about the same, in ms. */
const PAUSE = 60_000

/** Logs the first line at once, and of those that follow within a minute only the last, with how many there were. */
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
