import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const TEXT = /\.(js|mjs|css|html|svg|json|webmanifest|txt|wasm|ttf|ico)$/
/** Bytes. Below this the answer fits one packet anyway. */
const WORTH_IT = 1024
/** Bytes. Above this the best quality takes seconds a file and gains a percent. */
const LARGE = 512 * 1024

/** Writes a brotli and a gzip copy beside every built file that shrinks, once for all requests. */
export function precompress(): Plugin {
  let out = ''
  return {
    name: 'precompress',
    apply: 'build',
    configResolved(config) {
      out = join(config.root, config.build.outDir)
    },
    async closeBundle() {
      const files = await readdir(out, { recursive: true })
      await Promise.all(
        files
          // What the build of another language found in its place already is the same.
          .filter((file) => TEXT.test(file) && !files.includes(`${file}.br`))
          .map((file) => pack(join(out, file))),
      )
    },
  }
}

async function pack(path: string): Promise<void> {
  const body = await readFile(path)
  if (body.byteLength < WORTH_IT) return
  const gz = await promisify(gzip)(body, { level: 9 })
  // Which is smaller by a hundred bytes, nobody can tell beforehand.
  const tries = await Promise.all(
    [18, 20].flatMap((blocks) => [brotli(body, blocks, 0), brotli(body, blocks, 10)]),
  )
  const br = tries.reduce((least, one) => (one.byteLength < least.byteLength ? one : least))
  if (br.byteLength < body.byteLength) await writeFile(`${path}.br`, br)
  if (gz.byteLength < body.byteLength) await writeFile(`${path}.gz`, gz)
}

/** Read in blocks of 2 to the power of `blocks` bytes; the `near` distances have a code of their own. */
const brotli = (body: Buffer, blocks: number, near: number) =>
  promisify(brotliCompress)(body, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: body.byteLength > LARGE ? 9 : 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength,
      [constants.BROTLI_PARAM_LGBLOCK]: blocks,
      [constants.BROTLI_PARAM_NDIRECT]: near,
    },
  })
