import type { FieldDefinition, IssueTypeDefinition, ProjectDefinition, StatusDefinition } from './types';

/** What a fresh site has: projects, issue types, statuses, priorities. Company-managed first. */
export const PROJECTS: readonly ProjectDefinition[] = [
  {
    id: '10000',
    key: 'SEC',
    name: 'Security Operations',
    typeKey: 'software',
    teamManaged: false,
    issueTypeIds: ['10001', '10002'],
  },
  {
    id: '10001',
    key: 'OPS',
    name: 'IT Operations',
    typeKey: 'software',
    teamManaged: false,
    issueTypeIds: ['10002', '10001'],
  },
  {
    id: '10002',
    key: 'TRI',
    name: 'Triage team',
    typeKey: 'software',
    teamManaged: true,
    issueTypeIds: ['10010', '10011'],
  },
];

export const ISSUE_TYPES: readonly IssueTypeDefinition[] = [
  { id: '10001', name: 'Security Alert', description: 'An alert that a detection raised.' },
  { id: '10002', name: 'Task', description: 'A small, distinct piece of work.' },
  // Team-managed projects copy issue types: the same name exists twice on one site.
  { id: '10010', name: 'Security Alert', description: 'Alerts of the triage team.', projectId: '10002' },
  { id: '10011', name: 'Task', description: 'Work of the triage team.', projectId: '10002' },
];

export const STATUSES: readonly StatusDefinition[] = [
  {
    id: '10100',
    name: 'To Do',
    transitionId: '11',
    category: { id: 2, key: 'new', name: 'To Do', colorName: 'blue-gray' },
  },
  {
    id: '3',
    name: 'In Progress',
    transitionId: '21',
    category: { id: 4, key: 'indeterminate', name: 'In Progress', colorName: 'yellow' },
  },
  {
    id: '10101',
    name: 'Done',
    transitionId: '31',
    category: { id: 3, key: 'done', name: 'Done', colorName: 'green' },
  },
];

export const PRIORITIES = [
  { id: '1', name: 'Highest' },
  { id: '2', name: 'High' },
  { id: '3', name: 'Medium' },
  { id: '4', name: 'Low' },
  { id: '5', name: 'Lowest' },
] as const;

const CUSTOM_TYPE_PREFIX = 'com.atlassian.jira.plugin.system.customfieldtypes';

function customField(
  number: number,
  name: string,
  kind: FieldDefinition['kind'],
  suffix: string,
  type: string,
  more: { items?: string; projectId?: string; options?: readonly string[] } = {},
): FieldDefinition {
  return {
    id: `customfield_${number}`,
    name,
    kind,
    custom: true,
    schema: {
      type,
      ...(more.items === undefined ? {} : { items: more.items }),
      custom: `${CUSTOM_TYPE_PREFIX}:${suffix}`,
      customId: number,
    },
    clauseNames: [`cf[${number}]`, name],
    ...(more.projectId === undefined ? {} : { projectId: more.projectId }),
    ...(more.options === undefined
      ? {}
      : { options: more.options.map((value, index) => ({ id: `${number}${String(index).padStart(2, '0')}`, value })) }),
  };
}

function systemField(
  id: string,
  name: string,
  kind: FieldDefinition['kind'],
  type: string,
  more: { items?: string; clauseNames?: readonly string[] } = {},
): FieldDefinition {
  return {
    id,
    name,
    kind,
    custom: false,
    schema: { type, ...(more.items === undefined ? {} : { items: more.items }), system: id },
    clauseNames: more.clauseNames ?? [id],
  };
}

const HOSTS = ['web01.corp.example.com', 'web01.dmz.example.com', 'dc01.corp.example.com', 'lt-4411.corp.example.com'];

export const FIELDS: readonly FieldDefinition[] = [
  systemField('summary', 'Summary', 'summary', 'string'),
  systemField('issuetype', 'Issue Type', 'system', 'issuetype', { clauseNames: ['issuetype', 'type'] }),
  systemField('project', 'Project', 'system', 'project'),
  systemField('description', 'Description', 'paragraph', 'string'),
  systemField('status', 'Status', 'system', 'status'),
  systemField('priority', 'Priority', 'priority', 'priority'),
  systemField('assignee', 'Assignee', 'user', 'user'),
  systemField('reporter', 'Reporter', 'user', 'user'),
  systemField('creator', 'Creator', 'system', 'user'),
  systemField('labels', 'Labels', 'labels', 'array', { items: 'string' }),
  systemField('created', 'Created', 'system', 'datetime', { clauseNames: ['created', 'createdDate'] }),
  systemField('updated', 'Updated', 'system', 'datetime', { clauseNames: ['updated', 'updatedDate'] }),
  systemField('resolutiondate', 'Resolved', 'system', 'datetime', { clauseNames: ['resolutiondate', 'resolved'] }),
  // Jira lists the key as a field of its own, without a schema and never inside `fields`.
  { id: 'issuekey', name: 'Key', kind: 'system', custom: false, clauseNames: ['id', 'issue', 'issuekey', 'key'] },
  customField(10050, 'Hostname', 'text', 'textfield', 'string'),
  customField(10051, 'Additional Context', 'paragraph', 'textarea', 'string'),
  customField(10052, 'IP address', 'text', 'textfield', 'string'),
  customField(10053, 'MAC address', 'text', 'textfield', 'string'),
  customField(10054, 'Hosts', 'labels', 'labels', 'array', { items: 'string' }),
  customField(10055, 'Affected hosts', 'multi-select', 'multiselect', 'array', { items: 'option', options: HOSTS }),
  customField(10056, 'Asset URL', 'url', 'url', 'string'),
  customField(10057, 'Alert details', 'paragraph', 'textarea', 'string'),
  customField(10058, 'Detected at', 'datetime', 'datetime', 'datetime'),
  customField(10059, 'Context line', 'text', 'textfield', 'string'),
  customField(10060, 'Main host', 'select', 'select', 'option', { options: HOSTS }),
  customField(10061, 'Risk score', 'number', 'float', 'number'),
  customField(10062, 'Due for review', 'date', 'datepicker', 'date'),
  customField(10063, 'Machine owner', 'user', 'userpicker', 'user'),
  // Names are not unique on a site: a team-managed project has fields of the same names.
  customField(10070, 'Hostname', 'text', 'textfield', 'string', { projectId: '10002' }),
  customField(10071, 'Additional Context', 'paragraph', 'textarea', 'string', { projectId: '10002' }),
];
