/** Does things one after another, each so many milliseconds after the one before it. */
export class Pace {
  #last: Promise<void> = Promise.resolve()

  after(ms: number, act: () => void): void {
    this.#last = inTurn(this.#last, ms, act)
  }
}

async function inTurn(before: Promise<void>, ms: number, act: () => void): Promise<void> {
  await before
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms))
  act()
}
