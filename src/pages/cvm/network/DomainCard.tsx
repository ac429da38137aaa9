import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { CvmInfo } from '../../../contract/cvm.ts'
import { plainDomain, wantedRecords, whyBadDomain } from '../../../cvm/domain.ts'
import { type Endpoint, endpointPort } from '../../../cvm/endpoints.ts'
import { useDomainCheck } from '../../../queries/domains.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Combobox } from '../../../ui/Combobox.tsx'
import { ErrorPanel } from '../../../ui/ErrorPanel.tsx'
import { ExternalLink } from '../../../ui/ExternalLink.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { fieldErrorsOf } from '../../errors/field-errors.ts'
import { problemOf } from '../../errors/problem-of.ts'
import { DnsRecords } from './DnsRecords.tsx'

const GUIDE = 'https://github.com/Dstack-TEE/dstack-examples/tree/main/custom-domain/dstack-ingress'

/** A domain of one's own: which records to make, and whether they are there yet. */
export function DomainCard({ cvm, endpoints }: { cvm: CvmInfo; endpoints: readonly Endpoint[] }) {
  const [search, setSearch] = useSearchParams()
  const ports = [...new Set(endpoints.flatMap(({ app }) => endpointPort(app) ?? []))]
  const [domain, setDomain] = useState(search.get('domain') ?? '')
  const [port, setPort] = useState(search.get('port') ?? usualPort(ports))
  const [tried, setTried] = useState(false)
  const check = useDomainCheck(cvm.id)
  const refused = fieldErrorsOf(check.error, ['domain', 'port'])
  const wrong = { domain: whyBadDomain(domain), port: whyBadPort(port) }
  const plain = plainDomain(domain)
  const asked = wrong.port ? 443 : Number(port)
  const wanted = wantedRecords(cvm, wrong.domain ? 'app.example.com' : plain, asked)

  const submit = () => {
    setTried(true)
    if (wrong.domain || wrong.port || check.isPending) return
    setSearch({ domain: plain, port }, { replace: true, preventScrollReset: true })
    check.mutate({ domain: plain, port: asked })
  }
  return (
    <Card title="Custom domain">
      <div className="flex flex-col gap-4">
        <p className="max-w-3xl">
          The gateway passes your domain on to a port of this app as it comes, still encrypted. So
          something in your compose file has to end TLS for it, with a certificate of its own:{' '}
          <ExternalLink href={GUIDE}>dstack-ingress</ExternalLink> does that, and makes the records
          too.
        </p>
        <form
          noValidate
          className="flex flex-wrap items-start gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <TextField
            className="w-full sm:w-80"
            label="Domain"
            inputMode="url"
            autoCapitalize="none"
            placeholder="app.example.com"
            value={domain}
            error={(tried ? wrong.domain : undefined) ?? refused.fields.domain}
            onChange={(event) => {
              check.reset()
              setDomain(event.target.value)
            }}
          />
          <Combobox
            className="w-32"
            label="Port"
            inputMode="numeric"
            options={ports.map((one) => ({ value: String(one) }))}
            value={port}
            error={(tried ? wrong.port : undefined) ?? refused.fields.port}
            onChange={(event) => {
              check.reset()
              setPort(event.target.value)
            }}
          />
          <Button type="submit" className="mt-6.5" pending={check.isPending} icon="search">
            Check DNS
          </Button>
        </form>
        {refused.rest != null && <ErrorPanel problem={problemOf(refused.rest)} />}
        <DnsRecords wanted={wanted} diagnosis={check.data} domain={plain} />
      </div>
    </Card>
  )
}

/** TLS has its port; where it is not published, the first that is. */
const usualPort = (ports: readonly number[]) =>
  String(ports.includes(443) ? 443 : (ports[0] ?? 443))

const whyBadPort = (text: string) =>
  /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535
    ? undefined
    : 'A number from 1 to 65535.'
