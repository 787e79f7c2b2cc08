import type { Reference, Settings } from '../contract/settings';
import type { Result } from '../domain/pacing/failure';
import type { JiraClient } from './client';
import { resolveField, resolveIssueTypes, type FieldPurpose } from './fields';
import { newestAlerts } from './jql';
import type { JiraField } from './schemas';

type Alerts = Settings['alerts'];

/** A field that the settings name, as the site knows it. */
interface FieldFinding {
  readonly role: FieldPurpose;
  readonly index: number;
  readonly name: string;
  readonly id: string | null;
  readonly exists: boolean;
  readonly fits: boolean;
  readonly reason: string | null;
}

/** Finds each field and issue type that the settings name. */
export async function readFindings(
  alerts: Alerts,
  client: Pick<JiraClient, 'listFields' | 'listIssueTypes'>,
): Promise<
  Result<{
    readonly fields: readonly FieldFinding[];
    readonly issueTypes: readonly { readonly id: string; readonly name: string }[];
  }>
> {
  const [fields, types] = await Promise.all([client.listFields(), client.listIssueTypes()]);
  if (!fields.ok) return fields;
  if (!types.ok) return types;
  const typeIds = resolveIssueTypes(alerts.issueTypes, types.value);
  const find = (reference: Reference, role: FieldPurpose, index = 0) => toFinding(reference, role, index, fields.value);
  return {
    ok: true,
    value: {
      fields: [
        ...alerts.sourceFields.map(({ field }, index) => find(field, 'source', index)),
        find(alerts.targetField, 'target'),
        ...(alerts.timeField === null ? [] : [find(alerts.timeField, 'time')]),
      ],
      issueTypes: types.value.filter(({ id }) => typeIds.includes(id)).map(({ id, name }) => ({ id, name })),
    },
  };
}

function toFinding(
  reference: Reference,
  role: FieldPurpose,
  index: number,
  fields: readonly JiraField[],
): FieldFinding {
  const resolved = resolveField(reference, fields, role);
  const known = fields.find(field => 'id' in reference && field.id === reference.id);
  const name = known?.name ?? ('id' in reference ? reference.id : reference.name);
  const found = resolved.kind === 'found' ? resolved.field : null;
  return {
    role,
    index,
    name: found?.name ?? name,
    id: found?.id ?? null,
    exists: resolved.kind !== 'missing',
    fits: resolved.kind === 'found' || resolved.kind === 'several',
    reason: resolved.kind === 'found' ? null : resolved.reason,
  };
}

interface CreateForm {
  readonly project: { readonly key: string; readonly isTeamManaged: boolean };
  readonly issueType: { readonly name: string };
  readonly fieldIds: readonly string[];
}

/** Each form is a request, and a person waits. */
const MOST_FORMS = 12;

/**
 * Create forms of the alerts' types in the chosen projects, or in those that the app may see. Only types
 * that a project has are asked about. Jira answers an error for projects in which the app may not create: those have no form here. A
 * team-managed project has fields of its own and no others; unless it was chosen, nobody asked for its alerts.
 */
export async function readCreateForms(
  alerts: Alerts,
  issueTypes: readonly { readonly id: string; readonly name: string }[],
  client: Pick<JiraClient, 'searchProjects' | 'createFields'>,
): Promise<readonly CreateForm[]> {
  const projects = await client.searchProjects({
    withIssueTypes: true,
    ...(alerts.projects.length === 0 ? {} : { ids: alerts.projects }),
  });
  if (!projects.ok) return [];
  const pairs = projects.value.projects
    .map(({ style, ...project }) => ({ ...project, isTeamManaged: isTeamManaged(style) }))
    .filter(project => alerts.projects.includes(project.id) || !project.isTeamManaged)
    .flatMap(({ issueTypes: own, ...project }) =>
      issueTypes
        .filter(({ id }) => own?.some(type => type.id === id) ?? true)
        .map(issueType => ({ project, issueType })),
    )
    .slice(0, MOST_FORMS);
  const forms = await Promise.all(
    pairs.map(async ({ project, issueType }) => {
      const fields = await client.createFields(project.id, issueType.id);
      return fields.ok && fields.value.length > 0
        ? [{ project, issueType, fieldIds: fields.value.map(({ fieldId }) => fieldId) }]
        : [];
    }),
  );
  return forms.flat();
}

export async function findNewestAlert(
  alerts: Alerts,
  issueTypeIds: readonly string[],
  client: Pick<JiraClient, 'searchIssues'>,
): Promise<{ readonly id: string; readonly key: string } | null> {
  const jql = newestAlerts({ projectIds: alerts.projects, issueTypeIds });
  if (jql === null) return null;
  const found = await client.searchIssues({ jql, fields: ['created'], maxResults: 1 });
  const [issue] = found.ok ? found.value.issues : [];
  return issue === undefined ? null : { id: issue.id, key: issue.key };
}

interface ProjectName {
  readonly key: string;
  readonly isTeamManaged: boolean;
}

/** Jira REST v3, project/search: `style` is `classic` or `next-gen`. */
export function isTeamManaged(style: string | undefined): boolean {
  return style === 'next-gen';
}

export async function readAccess(
  projectIds: readonly string[],
  client: Pick<JiraClient, 'checkPermissions'>,
  describe: (projectId: string) => ProjectName,
): Promise<readonly (ProjectName & { readonly mayBrowse: boolean; readonly mayEdit: boolean })[]> {
  if (projectIds.length === 0) return [];
  const answer = await client.checkPermissions({
    projectPermissions: [{ permissions: ['BROWSE_PROJECTS', 'EDIT_ISSUES'], projects: projectIds }],
  });
  if (!answer.ok) return [];
  const may = (permission: string, id: string) =>
    answer.value.projectPermissions.some(granted => granted.permission === permission && granted.projects.includes(id));
  return projectIds.map(id => ({
    ...describe(id),
    mayBrowse: may('BROWSE_PROJECTS', id),
    mayEdit: may('EDIT_ISSUES', id),
  }));
}
