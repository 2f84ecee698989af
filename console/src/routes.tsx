import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { type QueryClient } from '@tanstack/react-query';
import { queryClient } from './api/query-client.ts';
import { sessionQuery } from './api/session.ts';
import { LoadingState } from './parts/loading-state.tsx';
import { PageFault } from './shell/page-fault.tsx';
import { PageNotFound } from './shell/page-not-found.tsx';
import { Shell } from './shell/shell.tsx';

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ notFoundComponent: PageNotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./pages/sign-in/sign-in-page.tsx'), 'SignInPage'),
});

/** Everything behind the sign-in. Who is not signed in comes back to where he wanted to go. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (!session) redirect({ to: '/sign-in', search: { next: location.href } as never, throw: true });
  },
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: () => {
    redirect({ to: '/instances', replace: true, throw: true });
  },
});

type Component = ReturnType<typeof lazyRouteComponent>;

const page = <P extends string>(path: P, component: Component) =>
  createRoute({ getParentRoute: () => signedIn, path, component });

/** One line for each page: its address, and the file that shows it. */
const pages = [
  page(
    '/instances',
    lazyRouteComponent(() => import('./pages/instances/instances-page.tsx'), 'InstancesPage'),
  ),
  page(
    '/instances/$id',
    lazyRouteComponent(() => import('./pages/instance/instance-page.tsx'), 'InstancePage'),
  ),
  page(
    '/catalogue',
    lazyRouteComponent(() => import('./pages/catalogue/catalogue-page.tsx'), 'CataloguePage'),
  ),
  page(
    '/catalogue/$key',
    lazyRouteComponent(() => import('./pages/catalogue/connector-page.tsx'), 'ConnectorPage'),
  ),
  page(
    '/catalogue/$key/new',
    lazyRouteComponent(() => import('./pages/create-instance/create-instance-page.tsx'), 'CreateInstancePage'),
  ),
  page(
    '/builder',
    lazyRouteComponent(() => import('./pages/builder/connectors-page.tsx'), 'ConnectorsPage'),
  ),
  page(
    '/builder/$key',
    lazyRouteComponent(() => import('./pages/builder/builder-page.tsx'), 'BuilderPage'),
  ),
  page(
    '/builder/$key/hooks',
    lazyRouteComponent(() => import('./pages/builder/hooks/hooks-page.tsx'), 'HooksPage'),
  ),
  page(
    '/subscriptions',
    lazyRouteComponent(() => import('./pages/subscriptions/subscriptions-page.tsx'), 'SubscriptionsPage'),
  ),
  page(
    '/operations',
    lazyRouteComponent(() => import('./pages/operations/operations-page.tsx'), 'OperationsPage'),
  ),
  page(
    '/people',
    lazyRouteComponent(() => import('./pages/people/people-page.tsx'), 'PeoplePage'),
  ),
  page(
    '/organization',
    lazyRouteComponent(() => import('./pages/people/organization-page.tsx'), 'OrganizationPage'),
  ),
  page(
    '/profile',
    lazyRouteComponent(() => import('./pages/profile/profile-page.tsx'), 'ProfilePage'),
  ),
  page(
    '/api-docs',
    lazyRouteComponent(() => import('./pages/api-docs/api-docs-page.tsx'), 'ApiDocsPage'),
  ),
];

export const router = createRouter({
  routeTree: root.addChildren([signIn, signedIn.addChildren([home, ...pages])]),
  context: { queryClient },
  defaultPreload: 'intent',
  defaultErrorComponent: PageFault,
  defaultPendingComponent: LoadingState,
  scrollRestoration: true,
});
