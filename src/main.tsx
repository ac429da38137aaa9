import './styles/app.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter, RouterProvider } from 'react-router'
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

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  )
}
