import './trustedTypes.ts'
import './styles/app.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { startTransition, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter, RouterProvider } from 'react-router'
import { serverNow } from './api/clock.ts'
import { ApiError } from './api/errors.ts'
import { paths } from './paths.ts'
import { place, withoutBase } from './place.ts'
import { createQueryClient } from './queries/queryClient.ts'
import { sessionQuery } from './queries/session.ts'
import { createRoutes } from './routes.tsx'
import { readTimeFrom } from './ui/use-now.ts'

readTimeFrom(serverNow)
const client = createQueryClient(toSignIn)
let running: ReturnType<typeof createBrowserRouter> | undefined

/** The session has ended under way: sign in again, and back to this very address. */
function toSignIn() {
  if (!running) return
  // Where somebody was going, if that is what was found out on the way.
  const { pathname, search } = running.state.navigation.location ?? running.state.location
  const here = withoutBase(pathname)
  if (here === paths.signIn()) return
  client.setQueryData(sessionQuery().queryKey, null)
  void running.navigate(paths.signIn(here + search))
}

/** A failed call is shown by the page that made it; the console is for what nobody expected. */
function report(error: unknown) {
  if (!(error instanceof ApiError)) console.error(error)
}

function start() {
  const root = document.getElementById('root')
  if (!root) return
  const router = createBrowserRouter(createRoutes(client), { basename: place.base || '/' })
  running = router
  // Until the page can be drawn, its outline stays.
  const stop = router.subscribe(({ initialized }) => {
    if (!initialized) return
    stop()
    // In slices: drawn in one go, the first page is the longest task of a visit.
    startTransition(() =>
      createRoot(root, { onCaughtError: report }).render(
        <StrictMode>
          <QueryClientProvider client={client}>
            <RouterProvider router={router} onError={report} />
          </QueryClientProvider>
        </StrictMode>,
      ),
    )
  })
}

const { key } = place
// A task of its own: running all of the script has been a long one, and a tap must not wait for both.
if (key === undefined) setTimeout(start)
// Where it cannot be found out who is signed in, the way in says so and offers them again.
else
  void import('./queries/signIns.ts')
    .then(({ enterWorkspace }) => enterWorkspace(key))
    .then(start, start)
