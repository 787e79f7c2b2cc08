import type { SiteField, SiteView } from '../contract/admin';
import type { Settings } from '../contract/settings';
import type { FieldKind } from '../contract/vocabulary';
import type { Result } from '../domain/pacing/failure';
import type { JiraClient } from './client';
import { resolveField, type FieldPurpose } from './fields';
import { resolveNames } from './resolve-names';
import type { JiraField, JiraFieldSchema, JiraProject } from './schemas';

type Reader = Pick<JiraClient, 'listFields' | 'listIssueTypes' | 'searchProjects'>;

/** More projects than this aren't listed; all of them may still be meant by choosing none. */
const PROJECT_PAGES = 5;

/** What the site offers to choose from, and what the settings' names stand for. */
export async function readSiteChoices(alerts: Settings['alerts'], client: Reader): Promise<Result<SiteView>> {
  const [fields, types, projects] = await Promise.all([
    client.listFields(),
    client.listIssueTypes(),
    readProjects(client),
  ]);
  if (!fields.ok) return fields;
  if (!types.ok) return types;
  if (!projects.ok) return projects;
  const names = await resolveNames(alerts, {
    listFields: () => Promise.resolve(fields),
    listIssueTypes: () => Promise.resolve(types),
  });
  if (!names.ok) return names;
  const nameOfProject = new Map(projects.value.projects.map(({ id, name }) => [id, name]));
  const projectOf = (scope: JiraField['scope']): string | null => {
    const id = scope?.project?.id;
    return scope === undefined ? null : ((id === undefined ? undefined : nameOfProject.get(id)) ?? 'one project');
  };
  const { issueTypeIds, sourceFields, targetField, timeFieldId } = names.value;
  return {
    ok: true,
    value: {
      projects: projects.value.projects,
      hasMoreProjects: projects.value.isMore,
      issueTypes: types.value
        .filter(({ subtask }) => !subtask)
        .map(({ id, name, scope }) => ({ id, name, project: projectOf(scope) })),
      fields: toSiteFields(fields.value, projectOf),
      chosen: { issueTypeIds, sourceFields, targetFieldId: targetField?.id ?? null, timeFieldId },
    },
  };
}

async function readProjects(
  client: Reader,
): Promise<Result<{ readonly projects: readonly JiraProject[]; readonly isMore: boolean }>> {
  const projects: JiraProject[] = [];
  for (let page = 0; page < PROJECT_PAGES; page += 1) {
    const answer = await client.searchProjects({ startAt: projects.length });
    if (!answer.ok) return answer;
    projects.push(...answer.value.projects);
    if (answer.value.isLast || answer.value.projects.length === 0)
      return { ok: true, value: { projects, isMore: false } };
  }
  return { ok: true, value: { projects, isMore: true } };
}

/** Fields that fit some role, by name. */
function toSiteFields(
  fields: readonly JiraField[],
  projectOf: (scope: JiraField['scope']) => string | null,
): SiteField[] {
  const names = fields.map(({ name }) => name.trim().toLowerCase());
  return fields
    .map(field => ({
      id: field.id,
      name: field.name,
      type: typeInWords(field.schema),
      fits: { source: fits(field, 'source'), target: fits(field, 'target'), time: fits(field, 'time') },
      suggestedKind: suggestKind(field.name),
      project: projectOf(field.scope),
      isNamesake: names.filter(name => name === field.name.trim().toLowerCase()).length > 1,
    }))
    .filter(({ fits: { source, target, time } }) => source || target || time)
    .sort((one, other) => one.name.localeCompare(other.name));
}

function fits(field: JiraField, purpose: FieldPurpose): boolean {
  return resolveField({ id: field.id }, [field], purpose).kind === 'found';
}

function suggestKind(name: string): FieldKind {
  if (/\bmac\b/i.test(name)) return 'mac';
  if (/\b(ip|address|addresses)\b/i.test(name)) return 'ip';
  return /host|computer|machine|device/i.test(name) ? 'hostname' : 'auto';
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  textfield: 'single line',
  textarea: 'paragraph',
  labels: 'labels',
  url: 'URL',
  select: 'select',
  radiobuttons: 'select',
  multiselect: 'multi-select',
  multicheckboxes: 'multi-select',
  datetime: 'date and time',
  datepicker: 'date',
};

function typeInWords(schema: JiraFieldSchema | undefined): string {
  const kind = schema?.custom?.split(':').at(-1) ?? schema?.system ?? schema?.type ?? '';
  if (kind === 'description' || kind === 'environment') return 'paragraph';
  return TYPE_WORDS[kind] ?? (schema?.type === 'datetime' ? 'date and time' : (schema?.type ?? 'unknown type'));
}
