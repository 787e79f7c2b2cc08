import { PRIORITIES } from './catalogue';
import { operationsOf } from './update-operations';
import type { Permissions } from './permissions';
import type { Show } from './show';
import type { SiteState } from './state';
import type { Actor, FieldDefinition, Issue, IssueTypeDefinition, JsonObject, ProjectDefinition } from './types';
import { isOnScreen } from './write';

/** What a field's own entry in edit and create metadata says. */
function describeField(field: FieldDefinition, show: Show): JsonObject {
  const allowed =
    field.kind === 'priority'
      ? PRIORITIES.map(({ id }) => show.priority(id))
      : field.options?.map(({ id }) => show.option(field, id));
  return {
    required: field.kind === 'summary',
    ...(field.schema === undefined ? {} : { schema: field.schema }),
    name: field.name,
    key: field.id,
    operations: [...operationsOf(field)],
    hasDefaultValue: field.kind === 'priority',
    ...(allowed === undefined ? {} : { allowedValues: allowed }),
  };
}

/** `fields` of editmeta: what this caller may set on this issue's edit screen. */
export function describeEditFields(
  actor: Actor,
  issue: Issue,
  state: SiteState,
  permissions: Permissions,
  show: Show,
): JsonObject {
  if (!permissions.hasOnIssue(actor, 'EDIT_ISSUES', issue)) return {};
  return Object.fromEntries(
    state.fields
      .ofProject(issue.projectId)
      .filter(field => isOnScreen(field, state, 'edit'))
      .filter(field => field.id !== 'reporter' || permissions.hasInProject(actor, 'MODIFY_REPORTER', issue.projectId))
      .filter(field => field.id !== 'assignee' || permissions.hasInProject(actor, 'ASSIGN_ISSUES', issue.projectId))
      .map(field => [field.id, describeField(field, show)]),
  );
}

/** The create screen of an issue type, field by field. */
export function describeCreateFields(
  project: ProjectDefinition,
  type: IssueTypeDefinition,
  state: SiteState,
  show: Show,
): JsonObject[] {
  return state.fields
    .ofProject(project.id)
    .filter(field => isOnScreen(field, state, 'create'))
    .map(field => ({
      ...describeField(field, show),
      fieldId: field.id,
      required: ['summary', 'project', 'issuetype'].includes(field.id),
      ...(field.id === 'project' ? { allowedValues: [show.project(project)] } : {}),
      ...(field.id === 'issuetype' ? { allowedValues: [show.issueType(type)] } : {}),
    }));
}
