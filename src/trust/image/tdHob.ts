import { sha384 } from '@noble/hashes/sha2'
import { concatBytes } from '../hex.ts'

const PAGE = 0x1000
/** Where QEMU begins the memory that does not fit below its device hole. */
const LOW_END = 0x8000_0000
const HIGH_START = 0x1_0000_0000
/** From this much memory on, QEMU splits it in two. */
const SPLIT_FROM = 0xb000_0000
const ACCEPTED = 0
const UNACCEPTED = 7

interface Range {
  readonly accepted: boolean
  readonly from: number
  readonly to: number
}

/**
 * SHA-384 of the hand-off blocks (UEFI PI, volume 3) in which QEMU describes a TD's memory to its
 * firmware: the first event of RTMR0. The witness, published with the image, says where the firmware
 * expects the blocks and which pages it has accepted by itself, as variable-length integers.
 * Undefined when it is none.
 */
export function tdHobDigest(witness: Uint8Array, memory: number): Uint8Array | undefined {
  const numbers = readVarints(witness)
  if (!numbers) return undefined
  const [base = 0, hobDelta = 0, count = 0, ...rest] = numbers
  if (rest.length !== 2 * count) return undefined
  let ranges: readonly Range[] = [{ accepted: false, from: 0, to: memory }]
  for (let index = 0; index < count; index += 1) {
    const from = (base + (rest[2 * index] ?? 0)) * PAGE
    ranges = accept(ranges, from, from + (rest[2 * index + 1] ?? 0) * PAGE)
  }
  const blocks = blocksOf(ranges, memory)
  const end = (base + hobDelta) * PAGE + HANDOFF + blocks.length * RESOURCE + END_MARKER
  return sha384(concatBytes(handoff(end), ...blocks))
}

const accept = (ranges: readonly Range[], from: number, to: number): Range[] =>
  from >= to
    ? [...ranges]
    : [
        ...ranges.flatMap((range) =>
          range.accepted || range.to <= from || range.from >= to
            ? [range]
            : [
                { accepted: false, from: range.from, to: from },
                { accepted: false, from: to, to: range.to },
              ].filter((part) => part.from < part.to),
        ),
        { accepted: true, from, to },
      ].sort((a, b) => a.from - b.from)

function blocksOf(ranges: readonly Range[], memory: number): Uint8Array[] {
  const last = ranges.at(-1) ?? { accepted: false, from: 0, to: memory }
  const before = ranges
    .slice(0, -1)
    .map(({ accepted, from, to }) => resource(accepted ? ACCEPTED : UNACCEPTED, from, to - from))
  if (memory < SPLIT_FROM) return [...before, resource(UNACCEPTED, last.from, last.to - last.from)]
  return [
    ...before,
    ...(last.from < LOW_END ? [resource(UNACCEPTED, last.from, LOW_END - last.from)] : []),
    ...(last.to > LOW_END ? [resource(UNACCEPTED, HIGH_START, last.to - LOW_END)] : []),
  ]
}

const HANDOFF = 56
const RESOURCE = 48
const END_MARKER = 8

/** EFI_HOB_HANDOFF_INFO_TABLE, version 9, of which QEMU fills in the end of the list only. */
function handoff(end: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(HANDOFF))
  view.setUint16(0, 1, true)
  view.setUint16(2, HANDOFF, true)
  view.setUint32(8, 9, true)
  view.setBigUint64(48, BigInt(end), true)
  return new Uint8Array(view.buffer)
}

/** EFI_HOB_RESOURCE_DESCRIPTOR: present, initialised and tested memory. */
function resource(type: number, from: number, length: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(RESOURCE))
  view.setUint16(0, 3, true)
  view.setUint16(2, RESOURCE, true)
  view.setUint32(24, type, true)
  view.setUint32(28, 7, true)
  view.setBigUint64(32, BigInt(from), true)
  view.setBigUint64(40, BigInt(length), true)
  return new Uint8Array(view.buffer)
}

/** Seven bits a byte, the lowest first; undefined when the last one is cut off or one is too large. */
function readVarints(bytes: Uint8Array): number[] | undefined {
  const numbers: number[] = []
  let value = 0
  let factor = 1
  for (const byte of bytes) {
    value += (byte & 0x7f) * factor
    if (value > 2 ** 40) return undefined
    if (byte & 0x80) {
      factor *= 128
      continue
    }
    numbers.push(value)
    value = 0
    factor = 1
  }
  return factor === 1 && numbers.length >= 3 ? numbers : undefined
}
