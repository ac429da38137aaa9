import { statusTone } from '../../cvm/status.ts'
import { paths } from '../../paths.ts'
import type { Cvm } from '../../queries/cvmRow.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { useTabMark } from '../../ui/tab-mark.ts'
import { TabLinks } from '../../ui/Tabs.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { ActionBar } from '../actions/ActionBar.tsx'
import { CvmActionsMenu, NextAction } from '../actions/CvmActions.tsx'
import { CvmStatus } from '../status/CvmStatus.tsx'
import { statusInTitle } from '../status/status-in-title.ts'
import { shareAddress } from './share.ts'
import { CVM_TABS } from './tabs.ts'

/** Name, status, everything that can be done to it, and its pages. */
export function CvmHeader({ cvm }: { cvm: Cvm }) {
  useTabMark(statusTone(cvm) === 'bad')
  return (
    <div className="flex flex-col gap-3">
      <PageHeader
        title={cvm.name}
        note={statusInTitle(cvm)}
        within={['CVMs']}
        crumb={
          <nav aria-label="Breadcrumb" className="mb-1 text-sm">
            <TextLink to={paths.cvms()}>CVMs</TextLink>
          </nav>
        }
        aside={<CvmStatus cvm={cvm} />}
        actions={
          <>
            <ActionBar cvm={cvm} />
            {/* Where that row has no room. */}
            <span className="min-[60rem]:hidden">
              <NextAction cvm={cvm} framed />
            </span>
            <CvmActionsMenu cvm={cvm} />
            <CopyButton size="sm" text={shareAddress(cvm)} label="Copy link" />
          </>
        }
      />
      <TabLinks
        label="CVM pages"
        tabs={CVM_TABS.map(({ tab, label }) => ({
          to: paths.cvm(cvm.id, tab),
          label,
          end: tab === undefined,
        }))}
      />
    </div>
  )
}
