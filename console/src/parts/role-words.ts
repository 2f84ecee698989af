import type { Role } from '../api/session.ts';

/** What each role may do, in a sentence. */
export const roleWords: Record<Role, { label: string; may: string }> = {
  admin: { label: 'Admin', may: 'Does everything, and manages people and secrets.' },
  member: { label: 'Member', may: 'Builds connectors and looks after instances; manages no people.' },
  viewer: { label: 'Viewer', may: 'Looks at everything and changes nothing.' },
};
