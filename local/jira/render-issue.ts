import { documentText } from './adf';
import { documentHtml, textHtml } from './document-html';
import { isJsonObject } from './json';
import { describeEditFields } from './metadata';
import type { Permissions } from './permissions';
import type { Show } from './show';
import { statusOf, type SiteState } from './state';
import { STATUSES } from './catalogue';
import { formatTime } from './time-format';
import type { Readings } from '../readings';
import type { Actor, ChangeGroup, FieldDefinition, Issue, Json, JsonObject } from './types';

export interface IssueView {
  /** `*all`, `*navigable`, ids, `-id`. */
  readonly fields: readonly string[];
  readonly properties: readonly string[];
  readonly expand: readonly string[];
}

export interface IssueRenderer {
  /** An issue as Jira answers it. */
  readonly render: (actor: Actor, issue: Issue, view: IssueView) => JsonObject;
  /** An issue of a search: one that asked for no field but the id gets the id alone. */
  readonly renderFound: (actor: Actor, issue: Issue, view: IssueView) => JsonObject;
  readonly names: (fields: readonly FieldDefinition[]) => JsonObject;
  readonly schemas: (fields: readonly FieldDefinition[]) => JsonObject;
  readonly choose: (projectId: string, wanted: readonly string[]) => readonly FieldDefinition[];
  readonly changes: (groups: readonly ChangeGroup[]) => JsonObject[];
  readonly transitions: (issue: Issue) => JsonObject[];
}

/** Inside `fields` there is no key and no id. */
const isInFields = (field: FieldDefinition): boolean => field.id !== 'issuekey';

export function createIssueRenderer(
  state: SiteState,
  permissions: Permissions,
  show: Show,
  baseUrl: () => string,
): IssueRenderer {
  const renderer: IssueRenderer = {
    choose(projectId, wanted) {
      const fields = state.fields.ofProject(projectId).filter(isInFields);
      const excluded = new Set(wanted.filter(name => name.startsWith('-')).map(name => name.slice(1)));
      const included = new Set(wanted.filter(name => !name.startsWith('-')));
      const everything = included.has('*all') || included.has('*navigable') || included.size === 0;
      return fields.filter(({ id }) => !excluded.has(id) && (everything || included.has(id)));
    },
    names: fields => Object.fromEntries(fields.map(({ id, name }) => [id, name])),
    schemas: fields =>
      Object.fromEntries(fields.flatMap(({ id, schema }) => (schema === undefined ? [] : [[id, schema]]))),
    changes: groups =>
      groups.map(group => ({
        id: group.id,
        author: show.user(group.author),
        created: formatTime(group.created),
        // The published description knows no null here: what is empty is left out.
        items: group.items.map(item => Object.fromEntries(Object.entries(item).filter(([, value]) => value !== null))),
      })),
    transitions: issue =>
      STATUSES.filter(({ id }) => id !== statusOf(issue).id).map(status => ({
        id: status.transitionId,
        name: status.name,
        to: show.status(status),
        hasScreen: false,
        isGlobal: true,
        isInitial: false,
        isAvailable: true,
        isConditional: false,
        isLooped: false,
      })),
    render(actor, issue, { fields: wanted, properties, expand }) {
      const fields = renderer.choose(issue.projectId, wanted);
      return {
        expand: 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations',
        id: issue.id,
        self: `${baseUrl()}/rest/api/3/issue/${issue.id}`,
        key: issue.key,
        fields: Object.fromEntries(fields.map(field => [field.id, show.field(issue, field)])),
        ...(properties.length === 0 ? {} : { properties: chooseProperties(issue, properties) }),
        ...(expand.includes('names') ? { names: renderer.names(fields) } : {}),
        ...(expand.includes('schema') ? { schema: renderer.schemas(fields) } : {}),
        ...(expand.includes('renderedFields')
          ? { renderedFields: renderFields(issue, fields, state.readings().renderer) }
          : {}),
        ...(expand.includes('editmeta')
          ? { editmeta: { fields: describeEditFields(actor, issue, state, permissions, show) } }
          : {}),
        ...(expand.includes('transitions') ? { transitions: renderer.transitions(issue) } : {}),
        ...(expand.includes('changelog') ? { changelog: changelogPage(issue) } : {}),
      };
    },
    renderFound(actor, issue, view) {
      if (view.expand.length > 0 || !view.fields.every(name => name === 'id'))
        return renderer.render(actor, issue, view);
      return {
        id: issue.id,
        ...(view.properties.length === 0 ? {} : { properties: chooseProperties(issue, view.properties) }),
      };
    },
  };

  function changelogPage(issue: Issue): JsonObject {
    // Jira lists the newest change first inside an issue, and the oldest first in the changelog's own resource.
    const histories = renderer.changes([...issue.changelog].reverse().slice(0, 100));
    return { startAt: 0, maxResults: histories.length, total: issue.changelog.length, histories };
  }

  return renderer;
}

function chooseProperties(issue: Issue, wanted: readonly string[]): JsonObject {
  const all = wanted.includes('*all');
  // Jira REST v3: "`*all,-prop1` returns all properties except prop1".
  return Object.fromEntries(
    [...issue.properties].filter(([key]) => !wanted.includes(`-${key}`) && (all || wanted.includes(key))),
  );
}

/**
 * As HTML what a renderer draws, and null for the rest. A wiki style renderer draws tables; the default text renderer shows
 * the text alone (https://confluence.atlassian.com/adminjiraserver/configuring-renderers-938847270.html).
 */
function renderFields(issue: Issue, fields: readonly FieldDefinition[], renderer: Readings['renderer']): JsonObject {
  return Object.fromEntries(
    fields.map((field): [string, Json] => {
      const value = issue.values.get(field.id) ?? null;
      if (field.kind !== 'paragraph' || !isJsonObject(value)) return [field.id, null];
      return [field.id, renderer === 'wiki' ? documentHtml(value) : textHtml(documentText(value))];
    }),
  );
}
