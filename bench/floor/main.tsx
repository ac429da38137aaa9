// The least that a page with our libraries can weigh: react, react-dom, react-router in data mode and
// react-query, each used once. The size of the console is measured against it.
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter, Outlet, RouterProvider } from 'react-router'

function List() {
  const { data } = useQuery({
    queryKey: ['cvms'],
    queryFn: async ({ signal }) => (await fetch('/api/v1/cvms/paginated', { signal })).json(),
  })
  return <pre>{JSON.stringify(data)}</pre>
}

const router = createBrowserRouter([
  { path: '/', element: <Outlet />, children: [{ path: 'cvms', element: <List /> }] },
])

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <QueryClientProvider client={new QueryClient()}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  )
}
