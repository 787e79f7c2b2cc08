import type { Hono } from 'hono';

import { JiraError } from '../errors';
import { APP_ACCOUNT_ID, USERS } from '../people';
import { formatTime } from '../time-format';
import { readPage, type SiteEnv, type SiteParts } from './parts';

/** The site itself and its people. */
export function addSiteInfoRoutes(app: Hono<SiteEnv>, { permissions, show, now, baseUrl }: SiteParts): void {
  app.get('/serverInfo', context =>
    context.json({
      baseUrl: baseUrl(),
      version: '1001.0.0-SNAPSHOT',
      versionNumbers: [1001, 0, 0],
      deploymentType: 'Cloud',
      buildNumber: 100_300,
      buildDate: '2026-11-01T00:00:00.000+0000',
      serverTime: formatTime(now()),
      scmInfo: 'local',
      serverTitle: 'Jira',
    }),
  );

  app.get('/myself', context => {
    const actor = permissions.demandActor(context.env.principal);
    return context.json({ ...show.user(permissions.accountOf(actor)), locale: 'en_US' });
  });

  app.get('/user', context => {
    const actor = permissions.demandActor(context.env.principal);
    const accountId = context.req.query('accountId') ?? '';
    const own = accountId === permissions.accountOf(actor);
    if (!own && actor.kind === 'user' && !permissions.hasGlobal(actor, 'USER_PICKER')) {
      throw new JiraError(403, ['You do not have permission to browse users.']);
    }
    if (accountId !== APP_ACCOUNT_ID && !USERS.some(user => user.accountId === accountId)) {
      throw new JiraError(404, ['Specified user does not exist or you do not have required permissions']);
    }
    return context.json(show.user(accountId));
  });

  app.get('/users/search', context => {
    permissions.demandActor(context.env.principal);
    const { startAt, maxResults } = readPage(context, 1000, 50);
    return context.json(USERS.slice(startAt, startAt + maxResults).map(({ accountId }) => show.user(accountId)));
  });
}
