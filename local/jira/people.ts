import type { SiteUser } from './types';

/** The people of every local site; the addresses are part of the contract. */
export const USERS: readonly SiteUser[] = [
  {
    accountId: '712020:3f0c1c52-0000-4000-8000-000000000001',
    name: 'admin',
    email: 'admin@example.com',
    password: 'admin',
    displayName: 'Ada Admin',
  },
  {
    accountId: '712020:3f0c1c52-0000-4000-8000-000000000002',
    name: 'analyst',
    email: 'analyst@example.com',
    password: 'analyst',
    displayName: 'Anna Analyst',
  },
  {
    accountId: '712020:3f0c1c52-0000-4000-8000-000000000003',
    name: 'viewer',
    email: 'viewer@example.com',
    password: 'viewer',
    displayName: 'Vera Viewer',
  },
];

/** The account of the app's own user on the site. */
export const APP_ACCOUNT_ID = '557058:3f0c1c52-0000-4000-8000-0000000000ff';
export const APP_DISPLAY_NAME = 'Axonius Asset Intelligence for Jira';
