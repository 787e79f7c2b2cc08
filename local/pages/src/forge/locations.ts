import * as z from 'zod';

const locationSchema = z.union([
  z.object({ url: z.string() }),
  z.object({ target: z.literal('issue'), issueKey: z.string() }),
  z.object({ target: z.literal('module'), moduleKey: z.string(), path: z.string().optional() }),
  z.object({ target: z.literal('projectSettingsDetails'), projectKey: z.string() }),
  z.object({ target: z.literal('userProfile'), accountId: z.string() }),
  z.object({ target: z.literal('dashboard'), dashboardId: z.string() }),
]);

export const ADMIN_PAGE = '/jira/settings/apps/axonius';

/** The address of a place that an app names; throws for places that Jira (or this site) doesn't have. */
export function urlOf(location: unknown): URL {
  const parsed = locationSchema.safeParse(location);
  if (!parsed.success) throw new Error('The host does not know that place.');
  const place = parsed.data;
  return new URL(pathOf(place), window.location.origin);
}

function pathOf(place: z.infer<typeof locationSchema>): string {
  if ('url' in place) return place.url;
  switch (place.target) {
    case 'issue':
      return `/browse/${encodeURIComponent(place.issueKey)}`;
    case 'module':
      return ADMIN_PAGE + (place.path === undefined ? '' : `/${place.path.replace(/^\//, '')}`);
    case 'projectSettingsDetails':
      return `/jira/software/projects/${encodeURIComponent(place.projectKey)}/settings/details`;
    case 'userProfile':
      return `/jira/people/${encodeURIComponent(place.accountId)}`;
    case 'dashboard':
      return `/jira/dashboards/${encodeURIComponent(place.dashboardId)}`;
  }
}
