import './styles/app.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter, RouterProvider } from 'react-router'
import { ApiError } from './api/errors.ts'
import { paths } from './paths.ts'
import { createQueryClient } from './queries/queryClient.ts'
import { sessionQuery } from './queries/session.ts'
import { createRoutes } from './routes.tsx'

const client = createQueryClient(toSignIn)
const router = createBrowserRouter(createRoutes(client))

/** The session has ended under way: sign in again, and back to this very address. */
function toSignIn() {
  const { pathname, search } = router.state.location
  if (pathname === paths.signIn()) return
  client.setQueryData(sessionQuery().queryKey, null)
  void router.navigate(paths.signIn(pathname + search))
}

/** A failed call is shown by the page that made it; the console is for what nobody expected. */
function report(error: unknown) {
  if (!(error instanceof ApiError)) console.error(error)
}

const root = document.getElementById('root')
if (root) {
  createRoot(root, { onCaughtError: report }).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} onError={report} />
      </QueryClientProvider>
    </StrictMode>,
  )
}
