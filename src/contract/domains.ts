import * as v from 'valibot'
import { maybe } from './wire.ts'

/** One record that the API looked up; `actual_value` is null where there is none. */
export const DnsRecord = v.object({
  record_type: v.string(),
  query_name: v.string(),
  expected_value: v.string(),
  actual_value: maybe(v.string()),
  is_valid: v.boolean(),
  is_deprecated: v.optional(v.boolean(), false),
  warning_message: maybe(v.string()),
})
export type DnsRecord = v.InferOutput<typeof DnsRecord>

/** POST /cvms/{id}/customize-domain-diagnose, for one domain. CAA is for information. */
export const DomainDiagnosis = v.object({
  domain: v.string(),
  port: v.number(),
  records: v.array(DnsRecord),
  is_valid: v.boolean(),
  caa_check: maybe(
    v.object({
      caa_records: v.array(v.string()),
      expected_uri: maybe(v.string()),
      is_match: v.boolean(),
      info_message: maybe(v.string()),
    }),
  ),
})
export type DomainDiagnosis = v.InferOutput<typeof DomainDiagnosis>

export const DomainDiagnoses = v.object({ results: v.array(DomainDiagnosis) })
export type DomainDiagnoses = v.InferOutput<typeof DomainDiagnoses>
