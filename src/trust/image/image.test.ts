import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Claim } from '../claim.ts'
import { checkOsImage } from '../claims/osImage.ts'
import type { LoggedEvent } from '../eventLog.ts'
import { bytesOfHex, hexOfBytes } from '../hex.ts'
import { trustDataNote, trustDataPresent } from '../testing/realData.ts'
import { dstackSample, NEAR_CLOCK, nearSample } from '../testing/samples.ts'
import { verifyEvidence } from '../verification.ts'
import type { Findings } from '../verification.ts'
import { readCbor } from './cbor.ts'
import { readMeasuredImage } from './measuredImage.ts'
import { registersOfImage } from './registers.ts'
import { tdHobDigest } from './tdHob.ts'

/** The pages that dstack's firmware accepts by itself: where it is, and four stretches. */
const WITNESS = '80100904000609020b021010'
const GIB = 1024 ** 3

const sha = (algorithm: string, bytes: Uint8Array | string) =>
  createHash(algorithm).update(bytes).digest()
const digests = (name: string) => sha('sha384', name)

/** CBOR of what measurements consist of. */
function cbor(value: unknown): Buffer {
  const head = (major: number, size: number) =>
    size < 24 ? Buffer.from([(major << 5) | size]) : Buffer.from([(major << 5) | 24, size])
  if (typeof value === 'number') return head(0, value)
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value])
  if (typeof value === 'string') return Buffer.concat([head(3, value.length), Buffer.from(value)])
  const entries = Object.entries(value as object)
  return Buffer.concat([
    head(5, entries.length),
    ...entries.flatMap(([key, item]) => [cbor(key), cbor(item)]),
  ])
}

const measurement = (more = {}) => ({
  version: 3,
  image: {
    cmdline_sha384: digests('cmdline'),
    kernel_authenticode: digests('kernel'),
    initrd_sha384: digests('initrd'),
  },
  tdvf: {
    ovmf: 'pre202505',
    mrtd: { single_pass: digests('one pass'), two_pass: digests('two passes') },
    td_hob: bytesOfHex(WITNESS),
  },
  ...more,
})

function vmConfig(document: object = measurement(), more: object = {}): string {
  const file = cbor(document)
  const list = `${'00'.repeat(32)}  kernel\n${sha('sha256', file).toString('hex')}  measurement.tdx.cbor\n`
  return JSON.stringify({
    os_image_hash: sha('sha256', list).toString('hex'),
    memory_size: 4 * GIB,
    tdx_measurement: {
      checksum_file: Buffer.from(list).toString('base64'),
      measurement: file.toString('base64'),
    },
    ...more,
  })
}

const acpi: LoggedEvent[] = ['acpi-loader', 'acpi-rsdp', 'acpi-tables'].map((event) => ({
  imr: 0,
  event_type: 10,
  digest: digests(event).toString('hex'),
  event,
  event_payload: '',
}))

/** The row for a quote whose registers are as given. */
async function osImageRow(
  registers: { mrtd: Uint8Array; rtmr0?: Uint8Array; rtmr1?: Uint8Array; rtmr2?: Uint8Array },
  evidence: Partial<Findings['evidence']>,
): Promise<Claim> {
  const zero = new Uint8Array(48)
  return checkOsImage({
    evidence: { quote: new Uint8Array(), reported: {}, ...evidence },
    quote: { report: { rtmr0: zero, rtmr1: zero, rtmr2: zero, ...registers } },
    hardware: { ok: true, root: 'intel' },
    replay: undefined,
  } as unknown as Findings)
}

async function bootedWith(config: string) {
  const read = await readMeasuredImage(config)
  if (read.kind !== 'measured') throw new Error(read.kind)
  const { rtmr0 = new Uint8Array(), ...others } = registersOfImage(read.image, acpi)
  return { mrtd: read.image.mrtd[1], rtmr0, ...others }
}

describe('the measurements that an image publishes', () => {
  test('are computed into the registers of a TD that booted it', async () => {
    const config = vmConfig()
    const registers = await bootedWith(config)
    const row = await osImageRow(registers, { vm_config: config, event_log: acpi })
    expect(row).toMatchObject({ verdict: 'verified here' })
    expect(row.summary).toMatch(/MRTD, RTMR0, RTMR1, and RTMR2/)
    const alone = await osImageRow(registers, { vm_config: config })
    expect(alone.verdict).toBe('verified here')
    expect(alone.summary).toMatch(/MRTD, RTMR1, and RTMR2/)
  })

  test.each(['mrtd', 'rtmr0', 'rtmr1', 'rtmr2'] as const)(
    'fail when %s is another one',
    async (name) => {
      const config = vmConfig()
      const registers = { ...(await bootedWith(config)), [name]: digests('something else') }
      const row = await osImageRow(registers, { vm_config: config, event_log: acpi })
      expect(row.verdict).toBe('failed')
      expect(row.summary).toContain(name.toUpperCase())
    },
  )

  test('fail for another amount of memory than the one the VM was booted with', async () => {
    const registers = await bootedWith(vmConfig())
    const other = vmConfig(measurement(), { memory_size: 8 * GIB })
    const row = await osImageRow(registers, { vm_config: other, event_log: acpi })
    expect(row).toMatchObject({ verdict: 'failed', summary: expect.stringContaining('RTMR0') })
  })

  test('fail when they are not those of the image that is named', async () => {
    const registers = await bootedWith(vmConfig())
    for (const evidence of [
      { vm_config: vmConfig(measurement(), { os_image_hash: '11'.repeat(32) }) },
      { vm_config: vmConfig(), reported: { os_image_hash: '11'.repeat(32) } },
    ]) {
      expect((await osImageRow(registers, { event_log: acpi, ...evidence })).verdict).toBe('failed')
    }
    const { tdx_measurement: document, ...rest } = JSON.parse(vmConfig())
    const measurement_ = cbor(measurement({ version: 2 })).toString('base64')
    const swapped = JSON.stringify({
      ...rest,
      tdx_measurement: { ...document, measurement: measurement_ },
    })
    expect(await osImageRow(registers, { vm_config: swapped })).toMatchObject({
      verdict: 'failed',
      summary: expect.stringContaining('checksums'),
    })
  })

  test.each([
    ['of another version', vmConfig(measurement({ version: 4 }))],
    ['with another firmware', vmConfig(measurement({ tdvf: { ovmf: 'stable202505' } }))],
    ['for little memory', vmConfig(measurement(), { memory_size: GIB })],
    ['without a kernel', vmConfig(measurement({ image: {} }))],
  ])('say nothing %s', async (_what, config) => {
    const row = await osImageRow({ mrtd: digests('any') }, { vm_config: config })
    expect(row.verdict).toBe('not possible in a browser')
    expect(row.command).toBeDefined()
  })
})

describe('CBOR', () => {
  test.each([
    ['a length without an end', '5f4101ff'],
    ['a negative number', '20'],
    ['a key that comes twice', 'a2616101616102'],
    ['a key that is no text', 'a10102'],
    ['bytes left over', '0000'],
    ['a text cut off', '6261'],
    ['a text that is not UTF-8', '61ff'],
  ])('is refused with %s', (_what, hex) => {
    expect(readCbor(bytesOfHex(hex) ?? new Uint8Array())).toBeUndefined()
  })

  test('of any bytes never throws and never hangs', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => readCbor(bytes)).not.toThrow()
      }),
    )
  })
})

test('a witness of any bytes gives a digest or nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
      const hob = tdHobDigest(bytes, 4 * GIB)
      expect(hob === undefined || hob.length === 48).toBe(true)
    }),
  )
})

describe.skipIf(!trustDataPresent)(`real boots${trustDataNote}`, () => {
  test('log the memory that was computed for them: 64 GiB, above the hole below 4 GiB', async () => {
    const { event_log, vm_config } = dstackSample()
    const { memory_size } = JSON.parse(vm_config) as { memory_size: number }
    const computed = tdHobDigest(bytesOfHex(WITNESS) ?? new Uint8Array(), memory_size)
    expect(computed && hexOfBytes(computed)).toBe(event_log[0]?.digest)
  })

  test('log the fixed events of the firmware as they are computed here', async () => {
    const { event_log, quote } = nearSample()
    const hob = bytesOfHex(event_log[0]?.digest ?? '') ?? new Uint8Array()
    expect(hob.length).toBe(48)
    const verification = await verifyEvidence(
      { quote, event_log, reported: {} },
      { now: NEAR_CLOCK, kms_roots: [] },
    )
    expect(verification.ok && verification.replay?.ok).toBe(true)
    const read = await readMeasuredImage(vmConfig())
    if (read.kind !== 'measured' || !verification.ok) throw new Error('not read')
    // How much memory it has is not handed out, so all amounts are tried.
    const { rtmr0 } = verification.quote.report
    const sizes = Array.from({ length: 512 }, (_, index) => (index + 2) * GIB)
    const made = sizes.map((memory) => registersOfImage({ ...read.image, memory }, event_log))
    expect(made.map((one) => one.rtmr0 && hexOfBytes(one.rtmr0))).toContain(hexOfBytes(rtmr0))
  })
})
