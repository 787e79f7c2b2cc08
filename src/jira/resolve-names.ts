import type { Settings } from '../contract/settings';
import type { Result } from '../domain/pacing/failure';
import type { SiteNames } from '../domain/alert/site-names';
import type { JiraClient } from './client';
import { resolveField, resolveIssueTypes, targetHolds, type FieldPurpose } from './fields';
import type { JiraField } from './schemas';

/** Resolves what the settings name by asking the site once for its fields and once for its issue types. */
export async function resolveNames(
  alerts: Settings['alerts'],
  client: Pick<JiraClient, 'listFields' | 'listIssueTypes'>,
): Promise<Result<SiteNames>> {
  const [fields, types] = await Promise.all([client.listFields(), client.listIssueTypes()]);
  if (!fields.ok) return fields;
  if (!types.ok) return types;

  const problems: string[] = [];
  const find = (reference: Settings['alerts']['targetField'], purpose: FieldPurpose): JiraField | null => {
    const resolved = resolveField(reference, fields.value, purpose);
    if (resolved.kind === 'found') return resolved.field;
    problems.push(resolved.reason);
    return null;
  };
  const issueTypeIds = resolveIssueTypes(alerts.issueTypes, types.value);
  if (issueTypeIds.length === 0)
    problems.push('Jira has none of the configured issue types, or the app may not see them.');
  const sourceFields = alerts.sourceFields.flatMap(({ field, kind }) => {
    const found = find(field, 'source');
    return found === null ? [] : [{ id: found.id, kind, name: found.name }];
  });
  const target = find(alerts.targetField, 'target');
  const time = alerts.timeField === null ? null : find(alerts.timeField, 'time');
  return {
    ok: true,
    value: {
      issueTypeIds,
      sourceFields,
      targetField: target === null ? null : { id: target.id, holds: targetHolds(target) },
      timeFieldId: time?.id ?? null,
      problems,
    },
  };
}
