import { toProvisionBody } from '../../api/provision.ts'
import { deployCode } from '../../cvm/code/deployCode.ts'
import { deploymentOf } from '../deploy/deployment.ts'
import type { Wizard } from '../deploy/useWizard.ts'
import { CodeDialog } from './CodeDialog.tsx'
import { prefixOf } from './prefix.ts'

/** What the draft would deploy, as code. Values of secrets are no part of it. */
export function DeployCode({ wizard, onClose }: { wizard: Wizard; onClose: () => void }) {
  const keys = wizard.rows.map(({ key }) => key)
  const request = toProvisionBody(deploymentOf(wizard.draft, keys, wizard.catalogue.known))
  return (
    <CodeDialog
      title="Show as code"
      prefix={prefixOf(wizard.session)}
      snippet={(language, prefix) => deployCode(language, request, prefix)}
      onClose={onClose}
    />
  )
}
