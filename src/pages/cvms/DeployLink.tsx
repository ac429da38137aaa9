import { paths } from '../../paths.ts'
import { LinkButton } from '../../ui/LinkButton.tsx'

/** The way to a new CVM. */
export function DeployLink() {
  return (
    <LinkButton variant="primary" icon="plus" to={paths.deploy()}>
      Deploy a CVM
    </LinkButton>
  )
}
