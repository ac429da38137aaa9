import * as v from 'valibot'

/** Absent and null mean the same to this API in most places: "not known". */
export const maybe = <T extends v.GenericSchema>(schema: T) => v.optional(v.nullable(schema))

/** A page of a list; apps and revisions say `total_pages` instead and have schemas of their own. */
export const page = <T extends v.GenericSchema>(item: T) =>
  v.object({
    items: v.array(item),
    total: v.number(),
    page: v.number(),
    page_size: v.number(),
    pages: v.number(),
  })

export type Page<T> = { items: T[]; total: number; page: number; page_size: number; pages: number }

/** The API version this console speaks by default, and the older one that some answers still have. */
export const API_VERSION = '2026-01-21'
export const API_VERSION_2025 = '2025-10-28'
