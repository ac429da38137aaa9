import type { QueryClient } from '@tanstack/react-query'
import { redirect, type RouteObject } from 'react-router'
import { Blank } from './pages/layout/Blank.tsx'
import { Layout } from './pages/layout/Layout.tsx'
import { onlySignedIn, whoIsIn } from './pages/layout/loaders.ts'
import { PageError } from './pages/layout/PageError.tsx'
import { RootError } from './pages/layout/RootError.tsx'
import { cvmListQuery } from './queries/cvmList.ts'
import { paths } from './paths.ts'

/**
 * Every address of the app. A page's code is fetched when its address is opened; a loader only sets
 * its first request off, so that data and code arrive side by side.
 */
export const createRoutes = (client: QueryClient): RouteObject[] => [
  {
    HydrateFallback: Blank,
    ErrorBoundary: RootError,
    children: [
      { path: paths.signIn(), lazy: () => import('./pages/sign-in/SignInPage.tsx') },
      {
        Component: Layout,
        loader: whoIsIn(client),
        children: [
          {
            loader: onlySignedIn(client),
            ErrorBoundary: PageError,
            children: [
              { path: paths.home(), loader: () => redirect(paths.cvms()) },
              {
                path: paths.cvms(),
                ErrorBoundary: PageError,
                loader: () => void client.prefetchQuery(cvmListQuery()),
                lazy: () => import('./pages/cvms/CvmsPage.tsx'),
              },
            ],
          },
          { path: '*', lazy: () => import('./pages/not-found/NotFoundPage.tsx') },
        ],
      },
    ],
  },
]
