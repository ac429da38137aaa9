import type { CvmInfo } from '../contract/cvm.ts'
import { bareAppId } from '../contract/ids.ts'

/** A record to be made at whoever keeps the domain's DNS. */
export type WantedRecord = { record_type: string; query_name: string; expected_value: string }

const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/

/** A domain as DNS has it: lower case, without the dot at its end, and without an address around it. */
export function plainDomain(text: string): string {
  const domain = text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
  // Counted from the end: an expression would start anew at each of many slashes.
  let length = domain.length
  while (length > 0 && '/.'.includes(domain.charAt(length - 1))) length--
  return domain.slice(0, length)
}

/** What is wrong with a domain of one's own, as a sentence. */
export function whyBadDomain(text: string): string | undefined {
  const labels = plainDomain(text).split('.')
  if (labels.length < 2) return 'Write a whole domain, such as app.example.com.'
  const bad = labels.find((label) => !LABEL.test(label))
  if (bad === undefined && plainDomain(text).length <= 253) return undefined
  return `“${bad || text}” is no part of a domain: letters, digits and hyphens, 63 at most. Others are written in Punycode (xn--…).`
}

/**
 * The records that lead a domain to one port of a CVM's app: the name to the gateway, and in a text
 * record which app the gateway passes it on to. Empty where the gateway or the app is not known.
 */
export function wantedRecords(
  cvm: Pick<CvmInfo, 'gateway' | 'app_id'>,
  domain: string,
  port: number,
): WantedRecord[] {
  const { cname, base_domain } = cvm.gateway
  const gateway = cname || (base_domain && `_.${base_domain}`)
  if (!gateway || !cvm.app_id) return []
  return [
    { record_type: 'CNAME', query_name: domain, expected_value: gateway },
    {
      record_type: 'TXT',
      query_name: `_dstack-app-address.${domain}`,
      expected_value: `${bareAppId(cvm.app_id)}:${port}`,
    },
  ]
}
