import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { useLocation, useNavigate, useNavigation, useRouteError } from 'react-router'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { LateFailure } from '../errors/LateFailure.tsx'

/** In place of a page that could not be shown; the frame around it works on. */
export function PageError() {
  const error = useRouteError()
  const { reset } = useQueryErrorResetBoundary()
  const here = useLocation()
  const navigate = useNavigate()
  const { state } = useNavigation()
  // A navigation always takes the error away; a revalidation only when it is slow enough to be seen.
  const again = () => navigate(here, { replace: true, state: here.state, preventScrollReset: true })
  return (
    <>
      <PageHeader title="This page could not be shown" />
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
              <LinkButton size="sm" to={paths.cvms()}>
                Go to CVMs
              </LinkButton>
            </>
          }
        />
      </div>
    </>
  )
}
