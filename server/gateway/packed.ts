import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { acceptedEncodings } from './codings.ts'
import { packOnce } from './packOnce.ts'

/** Bytes. What is shorter comes with the first packets anyway. */
const WORTH_IT = 8 * 1024

// The quickest of each: a page of a hundred CVMs becomes a quarter, within half a millisecond.
const CODINGS = [
  [
    'br',
    (body: Buffer) =>
      promisify(brotliCompress)(body, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: 1,
          [constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength,
        },
      }),
  ],
  ['gzip', (body: Buffer) => promisify(gzip)(body, { level: 1 })],
] as const

/** The same answer, packed where it is a long document and the page can unpack it; streams are left alone. */
export async function packed(answer: Response, accept: string | undefined): Promise<Response> {
  const { status, headers } = answer
  const accepted = acceptedEncodings(accept)
  const coding = CODINGS.find(([name]) => accepted.has(name))
  const isDocument = headers.get('content-type')?.startsWith('application/json')
  if (!coding || !isDocument || !answer.body || headers.has('content-encoding')) return answer
  const made = { status, headers: new Headers(headers) }
  let plain: Buffer
  try {
    plain = Buffer.from(await answer.arrayBuffer())
  } catch (error) {
    // It broke off: so does what the page gets.
    const cut = new ReadableStream({ start: (controller) => controller.error(error) })
    return new Response(cut, made)
  }
  const [name, pack] = coding
  const short = plain.byteLength < WORTH_IT
  const body = short ? plain : await packOnce(name, plain, pack)
  if (!short) made.headers.set('content-encoding', name)
  made.headers.append('vary', 'accept-encoding')
  made.headers.set('content-length', String(body.byteLength))
  return new Response(new Uint8Array(body), made)
}
