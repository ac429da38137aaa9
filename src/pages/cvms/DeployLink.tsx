import { paths } from '../../paths.ts'
import { LinkButton } from '../../ui/LinkButton.tsx'

/** Where it fails, the editor is fetched when it is needed. */
const bringEditor = () => void import('../../ui/code/prefetch.ts').catch(() => {})

/** The way to a new CVM; its editor is on its way before the link is pressed. */
export function DeployLink() {
  return (
    <LinkButton
      variant="primary"
      icon="plus"
      to={paths.deploy()}
      onPointerEnter={bringEditor}
      onFocus={bringEditor}
    >
      Deploy a CVM
    </LinkButton>
  )
}
