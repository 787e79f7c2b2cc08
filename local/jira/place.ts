import { ISSUE_TYPES } from './catalogue';
import { JiraError } from './errors';
import { isJsonObject } from './json';
import { findProject } from './state';
import type { IssueTypeDefinition, Json, JsonObject, ProjectDefinition } from './types';

/** The project and the issue type of a create request, or Jira's 400 that names the one that is wrong. */
export function readPlace(fields: JsonObject): {
  project: ProjectDefinition;
  type: IssueTypeDefinition;
} {
  const wantedProject = refersTo(fields['project']);
  const project = findProject(wantedProject.id ?? wantedProject.key ?? '');
  if (project === undefined) throw new JiraError(400, [], { project: 'Specify a valid project ID or key' });
  const wantedType = refersTo(fields['issuetype']);
  const type = ISSUE_TYPES.find(
    ({ id, name }) =>
      project.issueTypeIds.includes(id) &&
      (wantedType.id === undefined ? name === wantedType.name : id === wantedType.id),
  );
  if (type === undefined) throw new JiraError(400, [], { issuetype: 'Specify a valid issue type' });
  return { project, type };
}

function refersTo(value: Json | undefined): { id?: string; key?: string; name?: string } {
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]): [string, string][] =>
      ['id', 'key', 'name'].includes(key) && (typeof item === 'string' || typeof item === 'number')
        ? [[key, String(item)]]
        : [],
    ),
  );
}
