import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import {
  useLocation,
  useNavigate,
  useNavigation,
  useOutletContext,
  useRouteError,
} from 'react-router'
import { Button } from '../../ui/Button.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { LateFailure } from '../errors/LateFailure.tsx'

/** In place of a page that could not be shown; the frame around it works on. */
export function PageError() {
  const error = useRouteError()
  const { reset } = useQueryErrorResetBoundary()
  const here = useLocation()
  const navigate = useNavigate()
  const { state } = useNavigation()
  // Under the head of a CVM the page has its title, and says only why there is no more.
  const inTab = useOutletContext()
  // A navigation always takes the error away; a revalidation only when it is slow enough to be seen.
  const again = () => navigate(here, { replace: true, state: here.state, preventScrollReset: true })
  return (
    <>
      {!inTab && <PageHeader title="This page could not be shown" />}
      <div className="max-w-3xl">
        <LateFailure
          error={error}
          actions={
            <>
              <Button
                size="sm"
                icon="refresh"
                pending={state === 'loading'}
                onClick={() => {
                  reset()
                  void again()
                }}
              >
                Try again
              </Button>
            </>
          }
        />
      </div>
    </>
  )
}
