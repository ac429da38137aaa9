import type { Page } from '@playwright/test'

export type Difference = {
  /** Of all pixels of the larger picture, how many differ: 0 to 1. */
  share: number
  /** The second picture faded, what differs in red: a PNG as a data URL; none where nothing does. */
  picture: string | undefined
}

/** Channels may differ by so much (of 255) before a pixel counts: edges of letters are never the same. */
const TOLERANCE = 24

/** Compares two PNGs pixel by pixel, on a canvas of the browser that is open anyway. */
export function compare(page: Page, before: Buffer, after: Buffer): Promise<Difference> {
  if (before.equals(after)) return Promise.resolve({ share: 0, picture: undefined })
  const urls = [before, after].map((png) => `data:image/png;base64,${png.toString('base64')}`)
  return page.evaluate(
    async ({ urls, tolerance }) => {
      const bitmaps = await Promise.all(
        urls.map(async (url) => createImageBitmap(await (await fetch(url)).blob())),
      )
      const width = Math.max(...bitmaps.map((one) => one.width))
      const height = Math.max(...bitmaps.map((one) => one.height))
      const canvas = new OffscreenCanvas(width, height)
      const context = canvas.getContext('2d', { willReadFrequently: true })
      if (!context) throw new Error('no canvas')
      const [one, two] = bitmaps.map((bitmap) => {
        context.clearRect(0, 0, width, height)
        context.drawImage(bitmap, 0, 0)
        return context.getImageData(0, 0, width, height)
      })
      if (!one || !two) throw new Error('two pictures are compared')
      let count = 0
      for (let at = 0; at < one.data.length; at += 4) {
        const off = [0, 1, 2, 3].some(
          (channel) =>
            Math.abs((one.data[at + channel] ?? 0) - (two.data[at + channel] ?? 0)) > tolerance,
        )
        if (off) {
          count++
          two.data.set([220, 20, 60, 255], at)
        } else two.data[at + 3] = 60
      }
      context.putImageData(two, 0, 0)
      const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())
      let text = ''
      for (const byte of bytes) text += String.fromCharCode(byte)
      return {
        share: count / (width * height),
        picture: count > 0 ? `data:image/png;base64,${btoa(text)}` : undefined,
      }
    },
    { urls, tolerance: TOLERANCE },
  )
}
