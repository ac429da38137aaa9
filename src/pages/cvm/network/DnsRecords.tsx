import type { ReactNode } from 'react'
import type { DnsRecord, DomainDiagnosis } from '../../../contract/domains.ts'
import type { WantedRecord } from '../../../cvm/domain.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { StatusMark, toneText } from '../../../ui/StatusMark.tsx'
import { Table, Td, Th, Tr } from '../../../ui/Table.tsx'

/** The records to make; after a check, those that the API expects, with what it found. */
export function DnsRecords({
  wanted,
  diagnosis,
  domain,
}: {
  wanted: readonly WantedRecord[]
  diagnosis: DomainDiagnosis | undefined
  domain: string
}) {
  const records: readonly (WantedRecord & Partial<DnsRecord>)[] = diagnosis?.records ?? wanted
  if (records.length === 0) {
    return (
      <p className="text-muted">
        The API names no gateway for this CVM yet, so the records are not known.
      </p>
    )
  }
  return (
    <div className="flex flex-col gap-3">
      <div role="status">{diagnosis && <Verdict diagnosis={diagnosis} />}</div>
      <div className="rounded-md border border-line">
        <Table label="DNS records" stacked>
          <thead>
            <tr>
              <Th>Type</Th>
              <Th>Name</Th>
              <Th>Value</Th>
              {diagnosis && <Th>Found</Th>}
            </tr>
          </thead>
          <tbody>
            {records.map((record) => (
              <Tr key={`${record.record_type} ${record.query_name} ${record.expected_value}`}>
                <Td header>{record.record_type}</Td>
                <Td term="Name" className="max-sm:col-span-full">
                  <Copied
                    text={record.query_name}
                    what={`name of the ${record.record_type} record`}
                  />
                </Td>
                <Td term="Value" className="max-sm:col-span-full">
                  <Copied
                    text={record.expected_value}
                    what={`value of the ${record.record_type} record`}
                  />
                </Td>
                {diagnosis && (
                  <Td term="Found" className="max-sm:col-span-full sm:min-w-44">
                    <Found record={record} />
                  </Td>
                )}
              </Tr>
            ))}
          </tbody>
        </Table>
      </div>
      <p className="text-sm text-muted">
        {domain.split('.').length === 2 &&
          'A domain without anything in front of it cannot have a CNAME at most providers: use one like www, or what your provider calls ALIAS or flattening. '}
        A change of DNS takes minutes, sometimes hours, to be seen everywhere.
      </p>
      {diagnosis?.caa_check && <Caa check={diagnosis.caa_check} />}
    </div>
  )
}

function Verdict({ diagnosis: { domain, is_valid } }: { diagnosis: DomainDiagnosis }) {
  return is_valid ? (
    <Banner tone="info" icon="check">
      {domain} leads here: all records are right.
    </Banner>
  ) : (
    <Banner tone="warn">{domain} does not lead here yet.</Banner>
  )
}

function Copied({ text, what }: { text: string; what: string }) {
  return (
    <span className="flex items-start gap-1">
      <span className="flex-1 sm:min-w-40 font-mono text-[0.94em] wrap-anywhere">{text}</span>
      <CopyButton iconOnly size="sm" text={text} label={`Copy ${what}`} />
    </span>
  )
}

function Found({ record }: { record: WantedRecord & Partial<DnsRecord> }) {
  const { is_valid, is_deprecated, actual_value, warning_message } = record
  if (is_valid) {
    return (
      <Mark
        tone={is_deprecated ? 'warn' : 'good'}
        word={is_deprecated ? 'right, old form' : 'right'}
      >
        {warning_message}
      </Mark>
    )
  }
  return (
    <Mark tone={actual_value ? 'bad' : 'idle'} word={actual_value ? 'another value' : 'missing'}>
      {actual_value && <span className="font-mono">{actual_value}</span>} {warning_message}
    </Mark>
  )
}

function Mark({
  tone,
  word,
  children,
}: {
  tone: 'good' | 'warn' | 'bad' | 'idle'
  word: string
  children: ReactNode
}) {
  return (
    <>
      <span className={`inline-flex items-center gap-1.5 font-medium ${toneText(tone)}`}>
        <StatusMark tone={tone} />
        {word}
      </span>
      <span className="block text-sm text-muted wrap-anywhere">{children}</span>
    </>
  )
}

/** Who may issue certificates for it: good to have, and not needed for the domain to work. */
function Caa({ check }: { check: NonNullable<DomainDiagnosis['caa_check']> }) {
  const { caa_records, expected_uri, is_match, info_message } = check
  return (
    <div className="text-sm">
      <p className="font-medium">
        Who may issue certificates (CAA):{' '}
        {caa_records.length === 0
          ? 'anybody'
          : is_match
            ? 'only the account of this CVM'
            : 'not only the account of this CVM'}
      </p>
      {info_message && <p className="text-muted">{info_message}</p>}
      {expected_uri && !is_match && (
        <p className="text-muted">
          To allow this CVM’s account alone, name{' '}
          <code className="wrap-anywhere">{expected_uri}</code> as accounturi.
        </p>
      )}
      {caa_records.map((record) => (
        <p key={record} className="font-mono text-muted wrap-anywhere">
          {record}
        </p>
      ))}
    </div>
  )
}
