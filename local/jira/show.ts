import { PRIORITIES } from './catalogue';
import { asText, isJsonArray } from './json';
import { APP_ACCOUNT_ID, APP_DISPLAY_NAME, USERS } from './people';
import { issueTypeOf, projectOf, statusOf } from './state';
import { formatTime } from './time-format';
import type {
  FieldDefinition,
  Issue,
  IssueTypeDefinition,
  Json,
  JsonObject,
  ProjectDefinition,
  StatusDefinition,
} from './types';

/** Everything of the site that other answers embed, in Jira's shapes. */
export interface Show {
  readonly user: (accountId: string) => JsonObject;
  readonly project: (project: ProjectDefinition) => JsonObject;
  readonly issueType: (type: IssueTypeDefinition) => JsonObject;
  readonly status: (status: StatusDefinition) => JsonObject;
  readonly priority: (id: Json) => JsonObject | null;
  readonly option: (field: FieldDefinition, id: Json) => JsonObject;
  /** One field of an issue as `fields` carries it. */
  readonly field: (issue: Issue, field: FieldDefinition) => Json;
}

export function createShow(baseUrl: () => string): Show {
  const rest = (path: string): string => `${baseUrl()}/rest/api/3/${path}`;

  const avatarUrls = (path: string): JsonObject => ({
    '48x48': `${baseUrl()}/avatars/${path}`,
    '24x24': `${baseUrl()}/avatars/${path}?size=small`,
    '16x16': `${baseUrl()}/avatars/${path}?size=xsmall`,
    '32x32': `${baseUrl()}/avatars/${path}?size=medium`,
  });

  const show: Show = {
    user(accountId) {
      const user = USERS.find(other => other.accountId === accountId);
      const isApp = accountId === APP_ACCOUNT_ID;
      return {
        self: rest(`user?accountId=${encodeURIComponent(accountId)}`),
        accountId,
        ...(user === undefined ? {} : { emailAddress: user.email }),
        avatarUrls: avatarUrls(user?.name ?? 'app'),
        displayName: user?.displayName ?? (isApp ? APP_DISPLAY_NAME : 'Former user'),
        active: true,
        timeZone: 'Etc/UTC',
        accountType: isApp ? 'app' : 'atlassian',
      };
    },
    project: project => ({
      self: rest(`project/${project.id}`),
      id: project.id,
      key: project.key,
      name: project.name,
      projectTypeKey: project.typeKey,
      simplified: project.teamManaged,
      avatarUrls: avatarUrls(`project-${project.key}`),
    }),
    issueType: type => ({
      self: rest(`issuetype/${type.id}`),
      id: type.id,
      description: type.description,
      iconUrl: `${baseUrl()}/avatars/issuetype-${type.id}`,
      name: type.name,
      subtask: false,
      avatarId: 10_300 + (Number(type.id) % 100),
      hierarchyLevel: 0,
      ...(type.projectId === undefined
        ? {}
        : {
            entityId: `3f0c1c52-0000-4000-8000-0000000${type.id}`,
            scope: { type: 'PROJECT', project: { id: type.projectId } },
          }),
    }),
    status: status => ({
      self: rest(`status/${status.id}`),
      description: '',
      iconUrl: `${baseUrl()}/`,
      name: status.name,
      id: status.id,
      statusCategory: { self: rest(`statuscategory/${status.category.id}`), ...status.category },
    }),
    priority(id) {
      const priority = PRIORITIES.find(other => other.id === id);
      return priority === undefined
        ? null
        : {
            self: rest(`priority/${priority.id}`),
            iconUrl: `${baseUrl()}/images/icons/priorities/${priority.name.toLowerCase()}.svg`,
            name: priority.name,
            id: priority.id,
          };
    },
    option(field, id) {
      const option = field.options?.find(other => other.id === id);
      return { self: rest(`customFieldOption/${asText(id)}`), value: option?.value ?? asText(id), id };
    },
    field(issue, field) {
      switch (field.id) {
        case 'issuetype':
          return show.issueType(issueTypeOf(issue));
        case 'project':
          return show.project(projectOf(issue));
        case 'status':
          return show.status(statusOf(issue));
        case 'created':
          return formatTime(issue.created);
        case 'resolutiondate':
          return issue.resolved === null ? null : formatTime(issue.resolved);
        case 'updated':
          return formatTime(issue.updated);
        case 'creator':
          return show.user(issue.creator);
        default:
          return showValue(field, issue.values.get(field.id) ?? null);
      }
    },
  };

  function showValue(field: FieldDefinition, value: Json): Json {
    if (value === null) return field.kind === 'labels' && !field.custom ? [] : null;
    switch (field.kind) {
      case 'labels':
        // An empty labels field that the site added is null, the system's own is an empty list.
        return field.custom && isJsonArray(value) && value.length === 0 ? null : value;
      case 'select':
        return show.option(field, value);
      case 'multi-select':
        return isJsonArray(value) ? value.map(id => show.option(field, id)) : null;
      case 'user':
        return typeof value === 'string' ? show.user(value) : null;
      case 'priority':
        return show.priority(value);
      default:
        return value;
    }
  }

  return show;
}
