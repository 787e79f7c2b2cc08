import { PROJECTS } from './catalogue';
import { issueNotFound, unauthorized } from './errors';
import { APP_ACCOUNT_ID, USERS } from './people';
import type { SiteState } from './state';
import type { Actor, Issue, Principal } from './types';

export interface PermissionDefinition {
  readonly id: string;
  readonly name: string;
  readonly type: 'PROJECT' | 'GLOBAL';
  readonly description: string;
}

export const PERMISSIONS: Readonly<Record<string, PermissionDefinition>> = {
  ADMINISTER: {
    id: '0',
    name: 'Administer Jira',
    type: 'GLOBAL',
    description: 'Create and administer projects, issue types, fields, workflows, and schemes.',
  },
  BULK_CHANGE: {
    id: '33',
    name: 'Make bulk changes',
    type: 'GLOBAL',
    description: 'Modify collections of issues at once.',
  },
  USER_PICKER: {
    id: '27',
    name: 'Browse users and groups',
    type: 'GLOBAL',
    description: 'View and select users or groups.',
  },
  ADMINISTER_PROJECTS: {
    id: '23',
    name: 'Administer Projects',
    type: 'PROJECT',
    description: 'Ability to administer a project in Jira.',
  },
  BROWSE_PROJECTS: {
    id: '10',
    name: 'Browse Projects',
    type: 'PROJECT',
    description: 'Ability to browse projects and the issues within them.',
  },
  CREATE_ISSUES: { id: '11', name: 'Create Issues', type: 'PROJECT', description: 'Ability to create issues.' },
  EDIT_ISSUES: { id: '12', name: 'Edit Issues', type: 'PROJECT', description: 'Ability to edit issues.' },
  ASSIGN_ISSUES: {
    id: '13',
    name: 'Assign Issues',
    type: 'PROJECT',
    description: 'Ability to assign issues to other people.',
  },
  ADD_COMMENTS: { id: '15', name: 'Add Comments', type: 'PROJECT', description: 'Ability to comment on issues.' },
  DELETE_ISSUES: { id: '16', name: 'Delete Issues', type: 'PROJECT', description: 'Ability to delete issues.' },
  ASSIGNABLE_USER: {
    id: '17',
    name: 'Assignable User',
    type: 'PROJECT',
    description: 'Users with this permission may be assigned to issues.',
  },
  MODIFY_REPORTER: {
    id: '30',
    name: 'Modify Reporter',
    type: 'PROJECT',
    description: 'Ability to modify the reporter when creating or editing an issue.',
  },
  TRANSITION_ISSUES: {
    id: '46',
    name: 'Transition Issues',
    type: 'PROJECT',
    description: 'Ability to transition issues.',
  },
};

const EVERYTHING = Object.keys(PERMISSIONS);
const ANALYST = [
  'USER_PICKER',
  'BROWSE_PROJECTS',
  'CREATE_ISSUES',
  'EDIT_ISSUES',
  'ASSIGN_ISSUES',
  'ADD_COMMENTS',
  'ASSIGNABLE_USER',
  'TRANSITION_ISSUES',
];
const VIEWER = ['BROWSE_PROJECTS'];
const APP = ['BROWSE_PROJECTS', 'CREATE_ISSUES', 'EDIT_ISSUES', 'ADD_COMMENTS', 'TRANSITION_ISSUES'];

export interface Permissions {
  /** The caller, or Jira's 401 when nobody is logged in. */
  readonly demandActor: (principal: Principal) => Actor;
  readonly hasGlobal: (principal: Principal, permission: string) => boolean;
  readonly hasInProject: (principal: Principal, permission: string, projectId: string) => boolean;
  readonly hasOnIssue: (principal: Principal, permission: string, issue: Issue) => boolean;
  /** A fast test of what the caller may see, for many issues. */
  readonly browser: (principal: Principal) => (issue: Issue) => boolean;
  /** The issue, or Jira's 404 when it is missing or hidden from the caller. */
  readonly demandVisible: (principal: Principal, idOrKey: string) => Issue;
  readonly accountOf: (actor: Actor) => string;
}

export function createPermissions(state: SiteState): Permissions {
  function granted(principal: Principal): readonly string[] {
    if (principal.kind === 'anonymous') return [];
    if (principal.kind === 'app') return state.switches.appPermissions ?? APP;
    const user = USERS.find(({ accountId }) => accountId === principal.accountId);
    if (user === undefined) return [];
    return user.name === 'admin' ? EVERYTHING : user.name === 'analyst' ? ANALYST : VIEWER;
  }

  function has(principal: Principal, permission: string, type: PermissionDefinition['type']): boolean {
    return PERMISSIONS[permission]?.type === type && granted(principal).includes(permission);
  }

  /** What the app has in one project may differ from what it has in the others. */
  function hasThere(principal: Principal, permission: string, projectId: string): boolean {
    const key = PROJECTS.find(({ id }) => id === projectId)?.key ?? '';
    const own = principal.kind === 'app' ? state.switches.appPermissionsIn[key] : undefined;
    if (own === undefined) return has(principal, permission, 'PROJECT');
    return PERMISSIONS[permission]?.type === 'PROJECT' && own.includes(permission);
  }

  function isHidden(principal: Principal, issue: Issue): boolean {
    const hidden = hiddenFrom(principal);
    return hidden.includes(issue.key) || hidden.includes(issue.id);
  }

  function hiddenFrom(principal: Principal): readonly string[] {
    const { hiddenFromApp, hiddenFromPeople } = state.switches;
    if (principal.kind === 'app') return hiddenFromApp;
    if (principal.kind === 'anonymous') return [];
    const user = USERS.find(({ accountId }) => accountId === principal.accountId);
    // Issue security holds for administrators as well: they see what a level's members see only if they are in it.
    return user === undefined ? [] : (hiddenFromPeople[user.name] ?? []);
  }

  const permissions: Permissions = {
    demandActor(principal) {
      if (principal.kind === 'anonymous') throw unauthorized();
      return principal;
    },
    hasGlobal: (principal, permission) => has(principal, permission, 'GLOBAL'),
    hasInProject(principal, permission, projectId) {
      // Every other project permission is void for somebody who can't browse the project.
      return (
        PROJECTS.some(({ id }) => id === projectId) &&
        hasThere(principal, 'BROWSE_PROJECTS', projectId) &&
        hasThere(principal, permission, projectId)
      );
    },
    hasOnIssue(principal, permission, issue) {
      return !isHidden(principal, issue) && permissions.hasInProject(principal, permission, issue.projectId);
    },
    browser(principal) {
      const projects = new Set(
        PROJECTS.flatMap(({ id }) => (permissions.hasInProject(principal, 'BROWSE_PROJECTS', id) ? [id] : [])),
      );
      return issue => projects.has(issue.projectId) && !isHidden(principal, issue);
    },
    demandVisible(principal, idOrKey) {
      permissions.demandActor(principal);
      const issue = state.issues.find(idOrKey);
      if (issue === undefined || !permissions.hasOnIssue(principal, 'BROWSE_PROJECTS', issue)) throw issueNotFound();
      return issue;
    },
    accountOf: actor => (actor.kind === 'app' ? APP_ACCOUNT_ID : actor.accountId),
  };
  return permissions;
}
