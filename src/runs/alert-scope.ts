import type { Settings } from '../contract/settings';

/** What is known of where an issue belongs; null is what an event or an answer left out. */
export interface IssuePlace {
  readonly projectId: string | null;
  readonly issueType: { readonly id: string | null; readonly name: string | null };
}

/** What the settings call an alert. */
export interface AlertDefinition {
  readonly settings: Settings;
  /** What the issue types' names stand for on this site; null where nobody asked the site yet: then names are compared. */
  readonly issueTypeIds: readonly string[] | null;
}

/**
 * Whether an issue is an alert: of a configured type, in a configured project. No projects are all projects; a project that
 * isn't said is no reason against it.
 *
 * @returns null where the issue's type isn't said
 */
export function isAlert(
  { projectId, issueType }: IssuePlace,
  { settings, issueTypeIds }: AlertDefinition,
): boolean | null {
  const { projects, issueTypes } = settings.alerts;
  if (projects.length > 0 && projectId !== null && !projects.includes(projectId)) return false;
  const { id, name } = issueType;
  if (id === null && name === null) return null;
  if (id !== null && issueTypeIds !== null) return issueTypeIds.includes(id);
  return issueTypes.some(type => ('id' in type ? type.id === id : isSameName(type.name, name)));
}

function isSameName(configured: string, said: string | null): boolean {
  return said !== null && configured.trim().toLowerCase() === said.trim().toLowerCase();
}
