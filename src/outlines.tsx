import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { MemoryRouter } from 'react-router'
import { CvmSkeleton } from './pages/cvm/CvmSkeleton.tsx'
import { DeployLink } from './pages/cvms/DeployLink.tsx'
import { ListSkeleton } from './pages/cvms/ListSkeleton.tsx'
import { Opening } from './pages/deploy/Opening.tsx'
import { Frame } from './pages/layout/Frame.tsx'
import { Navigation } from './pages/layout/Navigation.tsx'
import { paths } from './paths.ts'
import { buttonLook } from './ui/button-look.ts'
import { PageHeader } from './ui/PageHeader.tsx'
import { Skeleton } from './ui/Skeleton.tsx'

/**
 * What is on the screen before the app's script has come: made of the app's own parts while it is built
 * (`vite.outlines.ts`), sent as part of the page, and replaced by what React draws first. It says nothing
 * that depends on who asks, and nothing in it can be pressed. `index` is for all other addresses.
 */
export const outlines = (): Record<'index' | 'cvms' | 'cvm' | 'deploy', string> => ({
  index: markup(
    '/',
    <Frame>
      <p role="status" className="late">
        Loading…
      </p>
    </Frame>,
  ),
  cvms: page(
    paths.cvms(),
    <>
      <PageHeader title="CVMs" actions={<DeployLink />} />
      <ListSkeleton />
    </>,
  ),
  cvm: page(paths.cvm('cvm_'), <CvmSkeleton />),
  deploy: page(paths.deploy(), <Opening />),
})

const page = (path: string, content: ReactNode) =>
  markup(
    path,
    <>
      <div inert aria-hidden="true" className="contents">
        <Frame
          nav={<Navigation />}
          surroundings={
            <p className="flex">
              <Skeleton className="h-5 w-44" />
            </p>
          }
          menus={[1, 2, 3].map((menu) => (
            <span key={menu} className={buttonLook('quiet', 'md', true)} />
          ))}
        >
          {content}
        </Frame>
      </div>
      <p role="status" className="late sr-only">
        Loading…
      </p>
    </>,
  )

const markup = (path: string, node: ReactNode) =>
  renderToStaticMarkup(<MemoryRouter initialEntries={[path]}>{node}</MemoryRouter>)
