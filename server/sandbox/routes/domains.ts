import { Hono } from 'hono'
import * as v from 'valibot'
import type { DomainDiagnosis } from '../../../src/contract/domains.ts'
import { wantedRecords } from '../../../src/cvm/domain.ts'
import { bodyOf } from '../body.ts'
import type { Context } from '../context.ts'
import { GATEWAY_DOMAIN } from '../endpoints.ts'
import { invalidField } from '../failure.ts'
import { findCvm } from '../find.ts'
import { json } from './route.ts'

const Body = v.object({
  domains: v.array(v.object({ domain: v.string(), port: v.pipe(v.number(), v.integer()) })),
})

/**
 * What DNS says of a custom domain. The sandbox asks no DNS: the first label of a domain decides.
 * `ready` has the right records, `legacy` an old form of one, `wrong` leads elsewhere, and every
 * other domain has none.
 */
export function domainRoutes(ctx: Context): Hono {
  const app = new Hono()
  app.post('/cvms/:id/customize-domain-diagnose', async (c) => {
    const { domains } = await bodyOf(c.req.raw, Body)
    const { app_id } = findCvm(ctx, c.req.param('id'))
    if (domains.length === 0) throw invalidField('domains', 'Name a domain to look at')
    return json({ results: domains.map(({ domain, port }) => diagnose(app_id, domain, port)) })
  })
  return app
}

function diagnose(app_id: string, domain: string, port: number): DomainDiagnosis {
  const [kind] = domain.split('.')
  const gateway = { base_domain: GATEWAY_DOMAIN }
  const records = wantedRecords({ app_id, gateway }, domain, port).map((record) => {
    const legacy = kind === 'legacy' && record.record_type === 'TXT'
    const found = kind === 'ready' || kind === 'legacy'
    return {
      ...record,
      query_name: legacy ? record.query_name.replace('_dstack-', '_t') : record.query_name,
      actual_value: found
        ? record.expected_value
        : kind === 'wrong' && record.record_type === 'CNAME'
          ? 'somewhere.else.invalid'
          : null,
      is_valid: found,
      is_deprecated: legacy,
      warning_message: legacy ? `Move it to ${record.query_name}.` : null,
    }
  })
  return {
    domain,
    port,
    records,
    is_valid: records.every(({ is_valid }) => is_valid),
    caa_check: {
      caa_records: [],
      expected_uri: null,
      is_match: false,
      info_message: 'There is no CAA record: any authority may issue a certificate.',
    },
  }
}
