import { kmsSignatureSentence, type KmsSignatureVerdict } from '../../trust/kmsSignature.ts'
import { Badge } from '../../ui/Badge.tsx'

/** Who signed the key that secrets are sealed with, and what that is worth. */
export function KmsVerdict({ verdict }: { verdict: KmsSignatureVerdict }) {
  const isKnown = verdict.verdict === 'known root'
  return (
    <>
      <Badge tone={isKnown ? 'good' : 'warn'}>
        {isKnown ? 'Signature good' : 'Signature not vouched for'}
      </Badge>
      <span className="mt-1 block text-muted">{kmsSignatureSentence(verdict)}</span>
    </>
  )
}
