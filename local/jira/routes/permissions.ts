import type { Hono } from 'hono';
import * as z from 'zod';

import { JiraError } from '../errors';
import { readBody } from '../json';
import { PERMISSIONS } from '../permissions';
import { APP_ACCOUNT_ID } from '../people';
import { findProject } from '../state';
import type { Principal } from '../types';
import { readList, type SiteEnv, type SiteParts } from './parts';

/** Jira REST v3, bulk permissions: at most 1000 projects and 1000 issues in one question. */
const CHECK_LIMIT = 1000;

const checkBody = z.object({
  accountId: z.string().nullish(),
  globalPermissions: z.array(z.string()).nullish(),
  projectPermissions: z
    .array(
      z.object({
        permissions: z.array(z.string()),
        issues: z.array(z.int()).nullish(),
        projects: z.array(z.int()).nullish(),
      }),
    )
    .nullish(),
});

/** Permission questions: only what is granted is answered; unknown ids just aren't there. */
export function addPermissionRoutes(app: Hono<SiteEnv>, { permissions, state }: SiteParts): void {
  app.post('/permissions/check', async context => {
    const actor = permissions.demandActor(context.env.principal);
    const body = await readBody(context.req.raw, checkBody);
    const subject = toPrincipal(body.accountId ?? permissions.accountOf(actor));
    if (
      permissions.accountOf(subject) !== permissions.accountOf(actor) &&
      !permissions.hasGlobal(actor, 'ADMINISTER')
    ) {
      throw new JiraError(403, ['Only Jira administrators can check the permissions of other users.']);
    }
    const asked = body.projectPermissions ?? [];
    assertKnown([...(body.globalPermissions ?? [])], 'GLOBAL');
    assertKnown(
      asked.flatMap(entry => entry.permissions),
      'PROJECT',
    );
    const count = (pick: (entry: (typeof asked)[number]) => readonly number[] | null | undefined): number =>
      asked.reduce((sum, entry) => sum + (pick(entry)?.length ?? 0), 0);
    if (count(entry => entry.issues) > CHECK_LIMIT || count(entry => entry.projects) > CHECK_LIMIT) {
      throw new JiraError(400, [`The number of issues and of projects must not exceed ${CHECK_LIMIT}.`]);
    }
    // Each permission that was asked for is counted as an object; of identity and permission objects each costs two points.
    context.set(
      'objects',
      2 * Math.max(1, (body.globalPermissions ?? []).length + asked.flatMap(one => one.permissions).length),
    );
    return context.json({
      globalPermissions: (body.globalPermissions ?? []).filter(key => permissions.hasGlobal(subject, key)),
      projectPermissions: asked.flatMap(entry =>
        entry.permissions.map(permission => ({
          permission,
          issues: (entry.issues ?? []).filter(id => {
            const issue = state.issues.find(String(id));
            return issue !== undefined && permissions.hasOnIssue(subject, permission, issue);
          }),
          projects: (entry.projects ?? []).filter(id => permissions.hasInProject(subject, permission, String(id))),
        })),
      ),
    });
  });

  app.get('/mypermissions', context => {
    const { principal } = context.env;
    const wanted = readList(context, 'permissions');
    if (wanted.length === 0) throw new JiraError(400, ["The 'permissions' query parameter is required."]);
    const issueRef = context.req.query('issueId') ?? context.req.query('issueKey');
    const projectRef = context.req.query('projectId') ?? context.req.query('projectKey');
    const issue = issueRef === undefined ? undefined : permissions.demandVisible(principal, issueRef);
    const project = projectRef === undefined ? undefined : findProject(projectRef);
    if (
      projectRef !== undefined &&
      (project === undefined || !permissions.hasInProject(principal, 'BROWSE_PROJECTS', project.id))
    ) {
      throw new JiraError(404, [`No project could be found with key '${projectRef}'.`]);
    }
    const has = (key: string): boolean => {
      if (PERMISSIONS[key]?.type === 'GLOBAL') return permissions.hasGlobal(principal, key);
      if (issue !== undefined) return permissions.hasOnIssue(principal, key, issue);
      // Without a place Jira asks whether there is any project where the caller has the permission.
      return permissions.hasInProject(principal, key, project?.id ?? '10000');
    };
    context.set('objects', 2 * wanted.length);
    return context.json({
      permissions: Object.fromEntries(
        wanted.map(key => {
          const definition = PERMISSIONS[key];
          if (definition === undefined) throw new JiraError(400, [`Unrecognized permission: ${key}`]);
          return [key, { ...definition, key, havePermission: has(key) }];
        }),
      ),
    });
  });
}

function toPrincipal(accountId: string): Exclude<Principal, { kind: 'anonymous' }> {
  return accountId === APP_ACCOUNT_ID ? { kind: 'app' } : { kind: 'user', accountId };
}

function assertKnown(keys: readonly string[], type: 'GLOBAL' | 'PROJECT'): void {
  const unknown = keys.filter(key => PERMISSIONS[key]?.type !== type);
  if (unknown.length > 0) throw new JiraError(400, [`Unrecognized permission: ${unknown.join(', ')}`]);
}
