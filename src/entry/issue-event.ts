import * as z from 'zod';
import type { IssueEvent } from '../features/events/accept-event';

const text = z.union([z.string(), z.number().transform(String)]);
const issueType = z.object({ id: text.nullish(), name: z.string().nullish() });

const changed = z.object({ field: z.string().nullish(), fieldId: z.string().nullish() });
/** assumption: event-changelog — documented as a list, shown in examples as an object with `items`: both are read. */
const changelog = z.union([z.object({ items: z.array(changed) }), z.array(changed)]);

const payload = z.object({
  eventType: z.enum(['avi:jira:created:issue', 'avi:jira:updated:issue']),
  issue: z.object({
    id: text,
    fields: z
      .object({
        issuetype: issueType.nullish(),
        issueType: issueType.nullish(),
        project: z.object({ id: text.nullish() }).nullish(),
      })
      .nullish(),
  }),
  changelog: z.unknown().optional(),
});

/**
 * Reads an issue event of Forge (`avi:jira:created:issue`, `avi:jira:updated:issue`).
 *
 * @returns null where it is no such event
 */
export function readIssueEvent(raw: unknown): IssueEvent | null {
  const parsed = payload.safeParse(raw);
  if (!parsed.success) return null;
  const { eventType, issue } = parsed.data;
  const type = issue.fields?.issuetype ?? issue.fields?.issueType;
  return {
    kind: eventType === 'avi:jira:created:issue' ? 'created' : 'updated',
    issueId: issue.id,
    projectId: issue.fields?.project?.id ?? null,
    issueType: { id: type?.id ?? null, name: type?.name ?? null },
    changedFields: readChangedFields(parsed.data.changelog),
  };
}

/** Account id of who caused an event; null where the event doesn't say. */
export function readActor(raw: unknown): string | null {
  return z.object({ atlassianId: z.string() }).safeParse(raw).data?.atlassianId ?? null;
}

function readChangedFields(raw: unknown): readonly string[] | null {
  const parsed = changelog.safeParse(raw);
  if (!parsed.success) return null;
  const items = Array.isArray(parsed.data) ? parsed.data : parsed.data.items;
  return items.flatMap(({ field, fieldId }) => [fieldId, field].filter(name => typeof name === 'string'));
}
