import { ISSUE_TYPES, STATUSES } from './catalogue';
import { describeChanges, readChanges } from './changes';
import { JiraError } from './errors';
import { LINE_LIMIT } from './field-values';
import { asText } from './json';
import { describeEvent } from './events';
import type { Permissions } from './permissions';
import { readPlace } from './place';
import { assertProperty } from './properties';
import type { Show } from './show';
import { findProject, isOffScreen, issueTypeOf, projectOf, statusOf, type SiteState } from './state';
import type {
  Actor,
  ChangeGroup,
  ChangeItem,
  FieldDefinition,
  Issue,
  IssueChange,
  IssueInput,
  Json,
  SiteEvent,
} from './types';

export interface EditFlags {
  readonly overrideScreenSecurity: boolean;
  readonly overrideEditableFlag: boolean;
  readonly notifyUsers: boolean;
}

/** What a planted issue went through. */
export interface Past {
  readonly created: Date;
  readonly resolved: Date | null;
  readonly changes: readonly {
    readonly at: Date;
    readonly author: string;
    readonly field: string;
    readonly from: string | null;
    readonly to: string | null;
  }[];
}

export interface WriterOptions {
  readonly state: SiteState;
  readonly permissions: Permissions;
  readonly show: Show;
  readonly now: () => Date;
  readonly emit: (event: SiteEvent) => void;
  readonly changed: (change: IssueChange) => void;
}

/** All changes of issues: each is validated whole, then applied whole, then told to the app and to the pages. */
export interface Writer {
  readonly create: (actor: Actor, input: IssueInput) => Issue;
  /** An issue that was there before anybody listened: its creation is told to nobody. */
  readonly plant: (actor: Actor, input: IssueInput, past: Past) => Issue;
  /** Moves an issue to another project, where it gets a new key and keeps its id. */
  readonly move: (actor: Actor, issue: Issue, projectIdOrKey: string) => void;
  /** What *Clone* in Jira's menu does: the fields, a title that says so, a link, and what a reading says of properties. */
  readonly clone: (actor: Actor, original: Issue) => Issue;
  readonly edit: (actor: Actor, issue: Issue, input: IssueInput, flags: EditFlags) => void;
  readonly transition: (actor: Actor, issue: Issue, transitionId: string, input: IssueInput) => void;
  readonly remove: (actor: Actor, issue: Issue) => void;
  /** True when the property is new. */
  readonly setProperty: (actor: Actor, issue: Issue, key: string, value: Json) => boolean;
  readonly removeProperty: (actor: Actor, issue: Issue, key: string) => void;
  readonly comment: (actor: Actor, issue: Issue, body: Json) => Issue['comments'][number];
}

/** Fields that no screen of the site carries: Jira keeps them itself. */
export function isOnScreen(field: FieldDefinition, state: SiteState, screen: 'create' | 'edit'): boolean {
  if (isOffScreen(field, state.switches)) return false;
  if (field.kind !== 'system') return true;
  return screen === 'create' && (field.id === 'project' || field.id === 'issuetype');
}

export function createWriter({ state, permissions, show, now, emit, changed }: WriterOptions): Writer {
  const tell = (issue: Issue): void => changed({ issueId: issue.id, key: issue.key, projectId: issue.projectId });

  function record(actor: Actor, issue: Issue, items: readonly ChangeItem[]): ChangeGroup {
    const group: ChangeGroup = { id: state.nextId(), author: permissions.accountOf(actor), created: now(), items };
    issue.changelog.push(group);
    issue.updated = group.created;
    return group;
  }

  function update(actor: Actor, issue: Issue, items: readonly ChangeItem[]): void {
    const group = record(actor, issue, items);
    emit(describeEvent('avi:jira:updated:issue', issue, actor, group.created, show, permissions, group));
  }

  function demandEdit(actor: Actor, issue: Issue): void {
    if (permissions.hasOnIssue(actor, 'EDIT_ISSUES', issue)) return;
    throw new JiraError(403, ['You do not have permission to edit issues in this project.']);
  }

  function build(actor: Actor, input: IssueInput, at: Date): Issue {
    const { project, type } = readPlace(input.fields);
    if (!permissions.hasInProject(actor, 'CREATE_ISSUES', project.id)) {
      throw new JiraError(400, [], { project: 'You do not have permission to create issues in this project.' });
    }
    input.properties.forEach(({ key, value }) => assertProperty(key, value));
    const fields = Object.fromEntries(
      Object.entries(input.fields).filter(([id]) => id !== 'project' && id !== 'issuetype'),
    );
    const summary = fields['summary'] ?? null;
    const changes = readChanges(
      state,
      project.id,
      new Map(),
      { ...input, fields: input.update['summary'] === undefined ? { ...fields, summary } : fields },
      field => isOnScreen(field, state, 'create') && mayChoose(actor, field, project.id),
    );
    const account = permissions.accountOf(actor);
    const values = new Map<string, Json>([['reporter', account], ['priority', '3'], ['labels', []], ...changes]);
    const issue: Issue = {
      ...state.nextIssue(project),
      projectId: project.id,
      typeId: type.id,
      created: at,
      creator: account,
      updated: at,
      statusId: STATUSES[0]?.id ?? '',
      resolved: null,
      values,
      properties: new Map(input.properties.map(({ key, value }) => [key, value])),
      changelog: [],
      comments: [],
    };
    state.issues.add(issue);
    return issue;
  }

  return {
    create(actor, input) {
      const issue = build(actor, input, now());
      emit(describeEvent('avi:jira:created:issue', issue, actor, issue.created, show, permissions));
      tell(issue);
      return issue;
    },
    plant(actor, input, { created, resolved, changes }) {
      const issue = build(actor, input, created);
      for (const { at, author, field, from, to } of [...changes].sort((one, other) => +one.at - +other.at)) {
        const known = state.fields.ofProject(issue.projectId).find(({ id, name }) => id === field || name === field);
        const status = field === 'status' ? STATUSES.find(({ id, name }) => id === to || name === to) : undefined;
        const before = field === 'status' ? STATUSES.find(({ id, name }) => id === from || name === from) : undefined;
        issue.changelog.push({
          id: state.nextId(),
          author,
          created: at,
          items: [
            {
              field: known?.custom === true ? known.name : (known?.id ?? field),
              fieldtype: known?.custom === true ? 'custom' : 'jira',
              fieldId: known?.id ?? field,
              from: before?.id ?? null,
              fromString: before?.name ?? from,
              to: status?.id ?? null,
              toString: status?.name ?? to,
            },
          ],
        });
        if (status !== undefined) issue.statusId = status.id;
        if (at > issue.updated) issue.updated = at;
      }
      // A resolved issue is done, whatever its history leaves out.
      if (resolved !== null) issue.statusId = STATUSES.at(-1)?.id ?? issue.statusId;
      issue.resolved = resolved;
      return issue;
    },
    move(actor, issue, projectIdOrKey) {
      const project = findProject(projectIdOrKey);
      if (project === undefined || project.id === issue.projectId) {
        throw new JiraError(400, [], { project: 'Specify another project by its ID or key' });
      }
      const { name } = issueTypeOf(issue);
      const type = ISSUE_TYPES.find(other => project.issueTypeIds.includes(other.id) && other.name === name);
      const from = { key: issue.key, project: projectOf(issue) };
      state.issues.remember(issue, now());
      state.issues.move(issue, project, type?.id ?? project.issueTypeIds[0] ?? issue.typeId);
      const item = (
        field: string,
        before: readonly [string | null, string],
        after: readonly [string | null, string],
      ) => ({
        field,
        fieldtype: 'jira' as const,
        fieldId: field === 'Key' ? 'issuekey' : field,
        from: before[0],
        fromString: before[1],
        to: after[0],
        toString: after[1],
      });
      update(actor, issue, [
        item('project', [from.project.id, from.project.name], [project.id, project.name]),
        item('Key', [null, from.key], [null, issue.key]),
      ]);
      tell(issue);
    },
    clone(actor, original) {
      const project = projectOf(original);
      if (!permissions.hasInProject(actor, 'CREATE_ISSUES', project.id)) {
        throw new JiraError(400, [], { project: 'You do not have permission to create issues in this project.' });
      }
      const at = now();
      const account = permissions.accountOf(actor);
      const isCopied = state.readings().clonedProperties === 'copied';
      const issue: Issue = {
        ...state.nextIssue(project),
        projectId: project.id,
        typeId: original.typeId,
        created: at,
        creator: account,
        updated: at,
        statusId: STATUSES[0]?.id ?? '',
        values: new Map<string, Json>([
          ...original.values,
          ['reporter', account],
          ['summary', `CLONE - ${asText(original.values.get('summary') ?? '')}`.slice(0, LINE_LIMIT)],
        ]),
        properties: new Map(isCopied ? original.properties : []),
        clonedFrom: { id: original.id, key: original.key },
        resolved: null,
        changelog: [],
        comments: [],
      };
      state.issues.add(issue);
      emit(describeEvent('avi:jira:created:issue', issue, actor, at, show, permissions));
      tell(issue);
      return issue;
    },
    edit(actor, issue, input, flags) {
      if ((flags.overrideScreenSecurity || flags.overrideEditableFlag) && !permissions.hasGlobal(actor, 'ADMINISTER')) {
        throw new JiraError(403, ['You do not have permission to override the screen security or the editable flag.']);
      }
      const mayDiscard =
        permissions.hasGlobal(actor, 'ADMINISTER') ||
        permissions.hasInProject(actor, 'ADMINISTER_PROJECTS', issue.projectId);
      if (!flags.notifyUsers && !mayDiscard) {
        throw new JiraError(403, [
          'To discard the user notification either admin or project admin permissions are required.',
        ]);
      }
      const mayEdit = permissions.hasOnIssue(actor, 'EDIT_ISSUES', issue);
      const changes = readChanges(state, issue.projectId, issue.values, input, field => {
        // https://community.developer.atlassian.com/t/deprecation-of-override-screen-security/97153
        const isUnchecked = flags.overrideScreenSecurity || state.readings().screens === 'unchecked';
        const onScreen = isOnScreen(field, state, 'edit') || (isUnchecked && field.kind !== 'system');
        return mayEdit && onScreen && mayChoose(actor, field, issue.projectId);
      });
      if (!mayEdit) throw new JiraError(400, ['You do not have permission to edit issues in this project.']);
      input.properties.forEach(({ key, value }) => assertProperty(key, value));
      const items = describeChanges(state, issue, changes);
      state.issues.remember(issue, now());
      for (const [id, value] of changes) issue.values.set(id, value);
      for (const { key, value } of input.properties) issue.properties.set(key, value);
      if (items.length > 0) update(actor, issue, items);
      if (items.length > 0 || input.properties.length > 0) tell(issue);
    },
    transition(actor, issue, transitionId, input) {
      const target = STATUSES.find(status => status.transitionId === transitionId);
      if (target === undefined || !permissions.hasOnIssue(actor, 'TRANSITION_ISSUES', issue)) {
        throw new JiraError(400, ['It seems that you have tried to perform an illegal workflow operation.']);
      }
      if (Object.keys(input.fields).length + Object.keys(input.update).length > 0) {
        // The workflow's transitions have no screen, so that no field can be set on them.
        readChanges(state, issue.projectId, issue.values, input, () => false);
      }
      const before = statusOf(issue);
      if (before.id === target.id) return;
      state.issues.remember(issue, now());
      issue.statusId = target.id;
      issue.resolved = target.category.key === 'done' ? now() : null;
      update(actor, issue, [
        {
          field: 'status',
          fieldtype: 'jira',
          fieldId: 'status',
          from: before.id,
          fromString: before.name,
          to: target.id,
          toString: target.name,
        },
      ]);
      tell(issue);
    },
    remove(actor, issue) {
      if (!permissions.hasOnIssue(actor, 'DELETE_ISSUES', issue)) {
        throw new JiraError(403, ['You do not have permission to delete issues in this project.']);
      }
      state.issues.remove(issue);
      emit(describeEvent('avi:jira:deleted:issue', issue, actor, now(), show, permissions));
      tell(issue);
    },
    setProperty(actor, issue, key, value) {
      assertProperty(key, value);
      demandEdit(actor, issue);
      state.issues.remember(issue, now());
      const isNew = !issue.properties.has(key);
      issue.properties.set(key, value);
      tell(issue);
      return isNew;
    },
    removeProperty(actor, issue, key) {
      // Jira REST v3: no right to edit and no such property are both 404 here.
      if (!permissions.hasOnIssue(actor, 'EDIT_ISSUES', issue) || !issue.properties.has(key)) {
        throw new JiraError(404, [`The property with key '${key}' does not exist.`]);
      }
      state.issues.remember(issue, now());
      issue.properties.delete(key);
      tell(issue);
    },
    comment(actor, issue, body) {
      if (!permissions.hasOnIssue(actor, 'ADD_COMMENTS', issue)) {
        throw new JiraError(400, ['You do not have the permission to comment on this issue.']);
      }
      const comment = { id: state.nextId(), author: permissions.accountOf(actor), body, created: now() };
      issue.comments.push(comment);
      issue.updated = comment.created;
      tell(issue);
      return comment;
    },
  };

  function mayChoose(actor: Actor, field: FieldDefinition, projectId: string): boolean {
    // Jira offers these two only to those with the permission of their own.
    if (field.id === 'reporter') return permissions.hasInProject(actor, 'MODIFY_REPORTER', projectId);
    if (field.id === 'assignee') return permissions.hasInProject(actor, 'ASSIGN_ISSUES', projectId);
    return true;
  }
}
