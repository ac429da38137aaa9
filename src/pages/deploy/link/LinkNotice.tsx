import { summaryOf } from '../../../compose/summary.ts'
import { Banner } from '../../../ui/Banner.tsx'
import type { Draft } from '../draft/draft.ts'
import type { DeployLink } from './deployLink.ts'

export type LinkOrigin = {
  /** The site that the link was on, where the browser says it. */
  from: string | undefined
  link: DeployLink
}

/** Where what is filled in came from, and what it would run. Everything of it is text. */
export function LinkNotice({
  origin,
  draft,
  hasOthers,
}: {
  origin: LinkOrigin
  draft: Draft
  hasOthers: boolean
}) {
  const { docker_compose_file, pre_launch_script } = draft.compose
  const { services, ports, variables } = summaryOf(docker_compose_file)
  const keys = [...new Set([...variables, ...draft.secrets.added])]
  const { leftOut, prefill } = origin.link
  // A template is this console's own, whoever names it.
  const isForeign = prefill.compose !== undefined || prefill.pre_launch_script !== undefined
  return (
    <section aria-label="From a deploy link" className="flex flex-col gap-3">
      <Banner tone="info" icon="link">
        <p>
          A link{origin.from ? ` on ${origin.from}` : isForeign && ' of unknown origin'} filled this
          in. Read what it would run before you go on; nothing is sent before you press Provision.
          {hasOthers && ' Your own drafts are untouched, under Other drafts.'}
        </p>
        <ul className="mt-1 list-disc pl-5 text-sm wrap-anywhere">
          {services.map(({ name, image }) => (
            <li key={name}>
              {name} runs {image ? <code>{image}</code> : 'what its file builds'}
            </li>
          ))}
          {services.length === 0 && <li>It brings no service that can be read.</li>}
          {ports.length > 0 && <li>Strangers reach {portWords(ports)}.</li>}
          {keys.length > 0 && (
            <li>It needs values for {keys.join(', ')}: give it only what its author may use.</li>
          )}
          {pre_launch_script && (
            <li>A pre-launch script of {pre_launch_script.split('\n').length} lines runs first.</li>
          )}
        </ul>
      </Banner>
      {leftOut.length > 0 && (
        <Banner tone="warn">
          The link says more than it may, and that was left out:{' '}
          <span className="wrap-anywhere">{leftOut.join(', ')}</span>
        </Banner>
      )}
    </section>
  )
}

const portWords = (ports: readonly number[]): string =>
  `${ports.length === 1 ? 'port' : 'ports'} ${ports.slice(0, 12).join(', ')}${ports.length > 12 ? ` and ${ports.length - 12} more` : ''}`
