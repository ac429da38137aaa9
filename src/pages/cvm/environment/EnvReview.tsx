import type { Cvm } from '../../../queries/cvmRow.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Hash } from '../../../ui/Hash.tsx'
import { KeyValue, KeyValueList } from '../../../ui/KeyValue.tsx'
import { problemOf } from '../../errors/problem-of.ts'
import { KmsVerdict } from '../../secrets/KmsVerdict.tsx'
import type { EnvPlan } from './env-plan.ts'
import type { SealingKey } from './useSealingKey.ts'

/** What the update would do, by name, and with which key it is sealed. */
export function EnvReview({
  cvm,
  plan,
  sealing,
}: {
  cvm: Cvm
  plan: EnvPlan
  sealing: SealingKey
}) {
  const { added, kept, dropped, changesKeys, undecided } = plan
  const anything = added.length + kept.length + dropped.length > 0
  return (
    <Card title="What will change">
      <div className="flex flex-col gap-4">
        {sealing.differs && (
          <Banner tone="bad">
            The KMS names another key than the CVM does: somebody may be in between. Nothing is
            sealed.
          </Banner>
        )}
        <KeyValueList>
          <KeyValue term="Added">
            <Names names={added} />
          </KeyValue>
          <KeyValue term="Kept, with the value entered">
            <Names names={kept} />
          </KeyValue>
          <KeyValue term="Dropped">
            <Names names={dropped} />
          </KeyValue>
          <KeyValue term="Sealed with">
            {sealing.key && <Hash label="KMS public key" value={sealing.key} />}
            {/* As high as a verdict will be, so that nothing below it moves when it comes. */}
            <span className="mt-1 block min-h-27 text-sm sm:min-h-22">
              {sealing.verdict ? (
                <KmsVerdict verdict={sealing.verdict} />
              ) : sealing.error ? (
                <span className="text-muted">
                  Its signature was not checked: {problemOf(sealing.error).title}
                </span>
              ) : sealing.isPending ? (
                <span className="text-muted">Its signature is being read…</span>
              ) : null}
            </span>
            {sealing.error && (
              <Button size="sm" icon="refresh" pending={sealing.isFetching} onClick={sealing.retry}>
                Try again
              </Button>
            )}
          </KeyValue>
        </KeyValueList>
        {anything && undecided.length === 0 && (
          <p className="text-sm text-muted">
            {changesKeys
              ? 'Names are measured: another set of them makes a new compose hash (RTMR3). Whoever verifies this CVM has to expect it.'
              : 'The names stay the same, so the compose hash and the measurements do too.'}
          </p>
        )}
        {cvm.os?.is_dev && (
          <p className="text-sm text-muted">
            The vendor’s command line adds <code>DSTACK_AUTHORIZED_KEYS</code> to development images
            by itself, without listing it. This update replaces it too: add it here if you log in
            with it.
          </p>
        )}
      </div>
    </Card>
  )
}

const MANY = 40

function Names({ names }: { names: readonly string[] }) {
  if (names.length === 0) return 'none'
  return (
    <span className="flex flex-wrap gap-1">
      {names.slice(0, MANY).map((name) => (
        <Badge key={name}>
          <code className="wrap-anywhere">{name}</code>
        </Badge>
      ))}
      {names.length > MANY && <span>and {names.length - MANY} more</span>}
    </span>
  )
}
