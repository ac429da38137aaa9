import type { Context as HonoContext } from 'hono'
import type { Page } from '../../../src/contract/wire.ts'
import { API_VERSION_2025 } from '../../../src/contract/wire.ts'
import { invalid } from '../failure.ts'
import { jsonTextOf, JsonText } from '../jsonText.ts'

/** Whether a request asks for the older of the two forms; without a header it gets the newer one. */
export const is2025 = (c: HonoContext): boolean =>
  c.req.header('x-phala-version') === API_VERSION_2025

/** A whole number of the query; a 422 that names it otherwise. */
export function intOf(
  c: HonoContext,
  name: string,
  range: { min: number; max: number; default: number },
): number {
  const text = c.req.query(name)
  if (text === undefined || text === '') return range.default
  const value = Number(text)
  if (Number.isInteger(value) && value >= range.min && value <= range.max) return value
  throw invalid({
    loc: ['query', name],
    msg: `Input should be a whole number from ${range.min} to ${range.max}`,
    type: 'int_parsing',
    input: text,
  })
}

/**
 * As Hono's types have it. Hono hands on what a route returns without looking into it: to make a web
 * Response and to read it again takes longer than most routes do.
 */
export const asResponse = (told: JsonText): Response => told as unknown as Response

export const json = (value: unknown, status?: number): Response =>
  asResponse(jsonTextOf(value, status))

/** The same of JSON that is there as text. */
export const jsonText = (text: string): Response => asResponse(new JsonText(text))

export type Paging = { page: number; page_size: number; offset: number }

export function pagingOf(c: HonoContext, defaultSize = 30, max = 1000): Paging {
  const page = intOf(c, 'page', { min: 1, max: 1_000_000, default: 1 })
  const page_size = intOf(c, 'page_size', { min: 1, max, default: defaultSize })
  return { page, page_size, offset: (page - 1) * page_size }
}

/** A page cut out of a short list. */
export function pageOf<T>(all: readonly T[], { page, page_size, offset }: Paging): Page<T> {
  return {
    items: all.slice(offset, offset + page_size),
    total: all.length,
    page,
    page_size,
    pages: Math.ceil(all.length / page_size),
  }
}

/** `true`, `false`, or undefined when the query does not say. */
export function flagOf(c: HonoContext, name: string): boolean | undefined {
  const value = c.req.query(name)?.toLowerCase()
  if (value === undefined || value === '') return undefined
  return value === 'true' || value === '1'
}
