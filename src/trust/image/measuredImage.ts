import { sha256OfBytes } from '../digest.ts'
import { equalBytes, hexOfBytes } from '../hex.ts'
import { parsedJson } from '../readLog.ts'
import { readCbor } from './cbor.ts'
import type { Cbor } from './cbor.ts'

/** What an image publishes about itself (`measurement.tdx.cbor`, version 3), bound to its hash. */
export interface MeasuredImage {
  /** SHA-256 of the image's `sha256sum.txt`: what is called its hash. */
  readonly os_image_hash: string
  /** The two values that MRTD can have: QEMU adds the firmware's pages in one pass or in two. */
  readonly mrtd: readonly [Uint8Array, Uint8Array]
  readonly td_hob_witness: Uint8Array
  readonly kernel: Uint8Array
  readonly cmdline: Uint8Array
  readonly initrd: Uint8Array
  /** Bytes of memory of this VM. */
  readonly memory: number
}

export type ReadImage =
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown form'; readonly reason: string }
  | { readonly kind: 'broken'; readonly reason: string }
  | { readonly kind: 'measured'; readonly image: MeasuredImage }

const unknown = (reason: string): ReadImage => ({ kind: 'unknown form', reason })
const broken = (reason: string): ReadImage => ({ kind: 'broken', reason })

/** The file that holds the measurements, as the image's list of checksums names it. */
const FILE = 'measurement.tdx.cbor'
/** QEMU patches the kernel by the memory size below this, except at exactly 2 GiB. */
const STABLE_FROM = 0xb000_0000
const TWO_GIB = 0x8000_0000

/**
 * Reads the measurements of an image out of a VM's `vm_config`, where dstack 0.6 and later puts them
 * (`tdx_measurement`), and holds each part against the hash above it: the file against the list of
 * checksums, the list against the image's hash. What the VM is said to be (its memory) is not
 * believed either: a wrong one gives other registers.
 */
export async function readMeasuredImage(vmConfig: string | undefined): Promise<ReadImage> {
  const config = mapOf(vmConfig === undefined ? undefined : parsedJson(vmConfig))
  const document = mapOf(config?.get('tdx_measurement'))
  if (!config || !document) return { kind: 'none' }
  const list = bytesOfBase64(document.get('checksum_file'))
  const file = bytesOfBase64(document.get('measurement'))
  if (!list || !file) return unknown('its published measurements are not base64')
  const listHash = await sha256OfBytes(list)
  const said = config.get('os_image_hash')
  if (typeof said === 'string' && said.toLowerCase() !== listHash) {
    return broken('the published measurements are of another image than vm_config names')
  }
  const entry = entryOf(new TextDecoder().decode(list))
  if (entry !== (await sha256OfBytes(file))) {
    return broken('the published measurements are not the ones that the image’s checksums name')
  }
  return contentOf(readCbor(file), listHash, Number(config.get('memory_size')))
}

function contentOf(content: Cbor | undefined, hash: string, memory: number): ReadImage {
  const top = cborMap(content)
  if (top?.get('version') !== 3) return unknown('its measurements are of another version than 3')
  const image = cborMap(top.get('image'))
  const tdvf = cborMap(top.get('tdvf'))
  const mrtd = cborMap(tdvf?.get('mrtd'))
  if (tdvf?.get('ovmf') !== 'pre202505') return unknown('its firmware logs its boot in another way')
  if (memory !== TWO_GIB && !(memory >= STABLE_FROM && memory < 2 ** 50)) {
    return unknown('with this size of memory its kernel is measured in a way that takes the image')
  }
  const single = register(mrtd?.get('single_pass'))
  const double = register(mrtd?.get('two_pass'))
  const kernel = register(image?.get('kernel_authenticode'))
  const cmdline = register(image?.get('cmdline_sha384'))
  const initrd = register(image?.get('initrd_sha384'))
  const witness = tdvf.get('td_hob')
  if (!single || !double || !kernel || !cmdline || !initrd || !(witness instanceof Uint8Array)) {
    return unknown('its measurements lack a part')
  }
  return {
    kind: 'measured',
    image: {
      os_image_hash: hash,
      mrtd: [single, double],
      td_hob_witness: witness,
      kernel,
      cmdline,
      initrd,
      memory,
    },
  }
}

/** Whether a quote's MRTD is one of the two of this image. */
export const isMrtdOf = (image: MeasuredImage, mrtd: Uint8Array): boolean =>
  image.mrtd.some((candidate) => equalBytes(candidate, mrtd))

/** `<sha256>  <name>` a line; undefined when the name is not there or there twice. */
function entryOf(list: string): string | undefined {
  const found = list
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, name]) => name === FILE)
  return found.length === 1 ? found[0]?.[0]?.toLowerCase() : undefined
}

const mapOf = (value: unknown): ReadonlyMap<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map(Object.entries(value))
    : undefined

const cborMap = (value: Cbor | undefined): ReadonlyMap<string, Cbor> | undefined =>
  value instanceof Map ? value : undefined

const register = (value: Cbor | undefined): Uint8Array | undefined =>
  value instanceof Uint8Array && value.length === 48 ? value : undefined

function bytesOfBase64(value: unknown): Uint8Array | undefined {
  if (typeof value !== 'string' || value === '') return undefined
  try {
    return Uint8Array.from(atob(value), (character) => character.charCodeAt(0))
  } catch {
    // Not base64.
    return undefined
  }
}

export const mrtdWords = (image: MeasuredImage): string => image.mrtd.map(hexOfBytes).join(' or ')
