/**
 * How much processor time something takes in this process, in ms. Unlike the time on the clock it does
 * not grow when the machine is busy with something else.
 */
export function cpuTime(work: () => Promise<void>): Promise<number>
export function cpuTime(work: () => void): number
export function cpuTime(work: () => void | Promise<void>): number | Promise<number> {
  const before = process.cpuUsage()
  const spent = () => {
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  }
  const done = work()
  return done instanceof Promise ? done.then(spent) : spent()
}
