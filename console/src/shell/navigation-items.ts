import {
  IconActivity,
  IconApi,
  IconBell,
  IconPlugConnected,
  IconPuzzle,
  IconTools,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';

interface NavigationItem {
  label: string;
  to: string;
  Icon: Icon;
  /** Only admins see it. */
  admins?: true;
}

/** The places of the console, in the order of daily use. */
export const navigationItems: readonly NavigationItem[] = [
  { label: 'Instances', to: '/instances', Icon: IconPlugConnected },
  { label: 'Catalogue', to: '/catalogue', Icon: IconPuzzle },
  { label: 'Builder', to: '/builder', Icon: IconTools },
  { label: 'Subscriptions', to: '/subscriptions', Icon: IconBell },
  { label: 'Operations', to: '/operations', Icon: IconActivity },
  { label: 'People', to: '/people', Icon: IconUsers, admins: true },
  { label: 'API', to: '/api-docs', Icon: IconApi },
];
