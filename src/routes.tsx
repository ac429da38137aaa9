import type { QueryClient } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import { type LoaderFunction, type Params, redirect, type RouteObject } from 'react-router'
import { Layout } from './pages/layout/Layout.tsx'
import { onlySignedIn, whoIsIn } from './pages/layout/loaders.ts'
import { PageError } from './pages/layout/PageError.tsx'
import { RootError } from './pages/layout/RootError.tsx'
import { cvmListQuery } from './queries/cvmList.ts'
import { cvmQuery, seedCvm } from './queries/cvms.ts'
import { type CvmTab, paths } from './paths.ts'

/** A page of one CVM. What breaks in it leaves the CVM's head and its other pages alone. */
const tab = (path: CvmTab, lazy: () => Promise<{ Component: ComponentType }>): RouteObject => ({
  path,
  lazy,
  ErrorBoundary: PageError,
})

const account = () => import('./queries/account.ts')
const apps = () => import('./queries/apps.ts')
const catalogue = () => import('./queries/catalogue.ts')
const sshKeys = () => import('./queries/sshKeys.ts')

/** Sets a page's first request off, with queries that only its own visit loads. */
const first =
  <Queries,>(
    load: () => Promise<Queries>,
    begin: (queries: Queries, params: Params) => Promise<unknown>,
  ): LoaderFunction =>
  ({ params }) =>
    void load().then((queries) => begin(queries, params))

/**
 * Every address of the app. A page's code is fetched when its address is opened; a loader only sets
 * its first request off, so that data and code arrive side by side.
 */
export const createRoutes = (client: QueryClient): RouteObject[] => [
  {
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
              {
                path: paths.deploy(),
                ErrorBoundary: PageError,
                lazy: () => import('./pages/deploy/DeployPage.tsx'),
              },
              {
                path: '/cvms/:cvmId',
                ErrorBoundary: PageError,
                loader: ({ params: { cvmId = '' } }) => {
                  seedCvm(client, cvmId)
                  void client.prefetchQuery(cvmQuery(cvmId))
                },
                lazy: () => import('./pages/cvm/CvmPage.tsx'),
                children: [
                  { index: true, lazy: () => import('./pages/cvm/overview/OverviewPage.tsx') },
                  tab('compose', () => import('./pages/cvm/compose/ComposePage.tsx')),
                  tab('environment', () => import('./pages/cvm/environment/EnvironmentPage.tsx')),
                  tab('resources', () => import('./pages/cvm/resources/ResourcesPage.tsx')),
                  tab('logs', () => import('./pages/cvm/logs/LogsPage.tsx')),
                  tab('metrics', () => import('./pages/cvm/metrics/MetricsPage.tsx')),
                  tab('network', () => import('./pages/cvm/network/NetworkPage.tsx')),
                  tab('activity', () => import('./pages/cvm/activity/ActivityPage.tsx')),
                  tab('settings', () => import('./pages/cvm/settings/SettingsPage.tsx')),
                  tab('attestation', () => import('./pages/cvm/attestation/AttestationPage.tsx')),
                ],
              },
              {
                path: paths.account(),
                ErrorBoundary: PageError,
                loader: first(account, ({ meQuery }) => client.prefetchQuery(meQuery())),
                lazy: () => import('./pages/account/AccountPage.tsx'),
              },
              {
                path: paths.nodes(),
                ErrorBoundary: PageError,
                loader: first(catalogue, ({ availableNodesQuery }) =>
                  client.prefetchQuery(availableNodesQuery()),
                ),
                lazy: () => import('./pages/nodes/NodesPage.tsx'),
              },
              {
                path: paths.sshKeys(),
                ErrorBoundary: PageError,
                loader: first(sshKeys, ({ sshKeysQuery }) => client.prefetchQuery(sshKeysQuery())),
                lazy: () => import('./pages/ssh-keys/SshKeysPage.tsx'),
              },
              {
                path: paths.apps(),
                ErrorBoundary: PageError,
                lazy: () => import('./pages/apps/AppsPage.tsx'),
              },
              {
                path: '/apps/:appId',
                ErrorBoundary: PageError,
                loader: first(apps, ({ appQuery, appCvmsQuery }, { appId = '' }) =>
                  Promise.all([
                    client.prefetchQuery(appQuery(appId)),
                    client.prefetchQuery(appCvmsQuery(appId)),
                  ]),
                ),
                lazy: () => import('./pages/app/AppPage.tsx'),
              },
              {
                path: '/apps/:appId/revisions',
                ErrorBoundary: PageError,
                loader: first(apps, ({ appQuery, appRevisionsQuery }, { appId = '' }) =>
                  Promise.all([
                    client.prefetchQuery(appQuery(appId)),
                    client.prefetchInfiniteQuery(appRevisionsQuery(appId)),
                  ]),
                ),
                lazy: () => import('./pages/app/revisions/RevisionsPage.tsx'),
              },
              {
                path: '/apps/:appId/attestation',
                ErrorBoundary: PageError,
                lazy: () => import('./pages/verify/AppAttestationPage.tsx'),
              },
            ],
          },
          {
            ErrorBoundary: PageError,
            children: [
              { path: '/verify', lazy: () => import('./pages/verify/VerifyPage.tsx') },
              { path: '/verify/:appId', lazy: () => import('./pages/verify/VerifyAppPage.tsx') },
            ],
          },
          { path: '*', lazy: () => import('./pages/not-found/NotFoundPage.tsx') },
        ],
      },
    ],
  },
]
