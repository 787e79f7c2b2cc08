import type { IndexedIssue } from './jql/field';
import { FIELDS, ISSUE_TYPES, PROJECTS, STATUSES } from './catalogue';
import { JiraError } from './errors';
import { DEFAULT_READINGS, type Readings } from '../readings';
import type {
  FieldDefinition,
  FieldOption,
  Issue,
  IssueTypeDefinition,
  ProjectDefinition,
  SiteUser,
  StatusDefinition,
} from './types';

/** What `PUT /__local/site` can switch. */
export interface Switches {
  readonly removeFields: readonly string[];
  readonly offScreen: readonly string[];
  /** Permission keys the app has; null means the usual ones. */
  readonly appPermissions: readonly string[] | null;
  /** By project key: permission keys the app has there, in place of the others. */
  readonly appPermissionsIn: Readonly<Record<string, readonly string[]>>;
  readonly hiddenFromApp: readonly string[];
  /** Issues (keys or ids) in a security level that this person is not in, by the person's name. */
  readonly hiddenFromPeople: Readonly<Partial<Record<SiteUser['name'], readonly string[]>>>;
  readonly panel: 'default' | 'pinned' | 'hidden';
  readonly rateLimits: boolean;
  readonly rateLimitOverrides: Readonly<Record<string, number>>;
  /** What the site does with `localId` attributes of documents it is given. */
  readonly localIds: 'keep' | 'drop' | 'change' | 'refuse';
  /** Refuses every document, as Jira does with one that it can't take. */
  readonly refuseDocuments: boolean;
  /** How long a write stays invisible to searches, in milliseconds. */
  readonly searchLagMs: number;
  /** How long a search's page token can be used, in milliseconds (Jira: 7 days); null for as long as the site runs. */
  readonly searchTokenMs: number | null;
  /** Pages of a search hold fewer issues than asked for, now and then none, and aren't the last for that. */
  readonly searchShortPages: boolean;
  /** Options by field name or id, in place of the site's own. */
  readonly options: Readonly<Record<string, readonly string[]>>;
}

export const DEFAULT_SWITCHES: Switches = {
  removeFields: [],
  offScreen: [],
  appPermissions: null,
  appPermissionsIn: {},
  hiddenFromApp: [],
  hiddenFromPeople: {},
  panel: 'default',
  rateLimits: true,
  rateLimitOverrides: {},
  localIds: 'keep',
  refuseDocuments: false,
  searchLagMs: 0,
  searchTokenMs: 7 * 24 * 3_600_000,
  searchShortPages: false,
  options: {},
};

/** The site's memory: issues by id and key, and what is switched. */
export interface SiteState {
  switches: Switches;
  /** How what no source decides behaves now. */
  readonly readings: () => Readings;
  readonly issues: {
    readonly find: (idOrKey: string) => Issue | undefined;
    /** Every issue by ascending time of creation. */
    readonly all: () => readonly Issue[];
    readonly add: (issue: Issue) => void;
    readonly remove: (issue: Issue) => void;
    /** Gives the issue its place in another project; it stays to be found under its old keys. */
    readonly move: (issue: Issue, project: ProjectDefinition, typeId: string) => void;
    /** Called before an issue changes, so that a lagging search can show it as it was. */
    readonly remember: (issue: Issue, at: Date) => void;
    /** The issue as the search index has it; null when it isn't there yet. */
    readonly indexed: (issue: Issue, at: Date) => IndexedIssue | null;
  };
  readonly fields: {
    readonly all: () => readonly FieldDefinition[];
    /** Fields that issues of the project have. */
    readonly ofProject: (projectId: string) => readonly FieldDefinition[];
    readonly find: (id: string) => FieldDefinition | undefined;
  };
  readonly nextIssue: (project: ProjectDefinition) => { id: string; key: string };
  readonly nextId: () => string;
  readonly reset: () => void;
}

const FIRST_ISSUE_ID = 10_100;

function isNamed(field: FieldDefinition, names: readonly string[]): boolean {
  return names.includes(field.id) || names.some(name => name.toLowerCase() === field.name.toLowerCase());
}

export function isOffScreen(field: FieldDefinition, switches: Switches): boolean {
  return isNamed(field, switches.offScreen);
}

function withOptions(field: FieldDefinition, options: Switches['options']): FieldDefinition {
  const values = field.options === undefined ? undefined : (options[field.id] ?? options[field.name]);
  if (values === undefined) return field;
  const number = field.id.slice('customfield_'.length);
  return {
    ...field,
    options: values.map((value, index): FieldOption => ({ id: `${number}${String(index).padStart(2, '0')}`, value })),
  };
}

export function createState(readings: () => Readings = () => DEFAULT_READINGS): SiteState {
  let issuesById = new Map<string, Issue>();
  let issuesByKey = new Map<string, Issue>();
  let ordered: Issue[] = [];
  let issueCounter = FIRST_ISSUE_ID;
  let idCounter = 20_000;
  let keyCounters = new Map<string, number>();
  const earlier = new WeakMap<Issue, { readonly until: number; readonly seen: IndexedIssue }[]>();
  let derivedFrom: Switches | undefined;
  let fields: readonly FieldDefinition[] = [];
  let fieldsByProject = new Map<string, readonly FieldDefinition[]>();

  function currentFields(): readonly FieldDefinition[] {
    if (derivedFrom !== state.switches) {
      derivedFrom = state.switches;
      const { removeFields, options } = state.switches;
      fields = FIELDS.filter(field => !isNamed(field, removeFields)).map(field => withOptions(field, options));
      fieldsByProject = new Map(
        PROJECTS.map(project => [
          project.id,
          fields.filter(field => !field.custom || field.projectId === (project.teamManaged ? project.id : undefined)),
        ]),
      );
    }
    return fields;
  }

  function nextKey(project: ProjectDefinition): string {
    const number = (keyCounters.get(project.id) ?? 0) + 1;
    keyCounters.set(project.id, number);
    return `${project.key}-${number}`;
  }

  const state: SiteState = {
    readings,
    switches: DEFAULT_SWITCHES,
    issues: {
      find: idOrKey => issuesById.get(idOrKey) ?? issuesByKey.get(idOrKey.toUpperCase()),
      all: () => ordered,
      add(issue) {
        issuesById.set(issue.id, issue);
        issuesByKey.set(issue.key, issue);
        let place = ordered.length;
        while (place > 0 && (ordered[place - 1]?.created.getTime() ?? 0) > issue.created.getTime()) place -= 1;
        ordered.splice(place, 0, issue);
      },
      remove(issue) {
        issuesById.delete(issue.id);
        for (const [key, other] of issuesByKey) if (other === issue) issuesByKey.delete(key);
        ordered = ordered.filter(other => other !== issue);
      },
      move(issue, project, typeId) {
        issue.key = nextKey(project);
        issue.projectId = project.id;
        issue.typeId = typeId;
        issuesByKey.set(issue.key, issue);
      },
      remember(issue, at) {
        if (state.switches.searchLagMs === 0) return;
        const seen = { ...issue, values: new Map(issue.values), properties: new Map(issue.properties) };
        const kept = (earlier.get(issue) ?? []).filter(({ until }) => until > at.getTime());
        earlier.set(issue, [...kept, { until: at.getTime() + state.switches.searchLagMs, seen }]);
      },
      indexed(issue, at) {
        const lag = state.switches.searchLagMs;
        if (lag === 0) return issue;
        if (at.getTime() < issue.created.getTime() + lag) return null;
        return earlier.get(issue)?.find(({ until }) => until > at.getTime())?.seen ?? issue;
      },
    },
    fields: {
      all: currentFields,
      ofProject(projectId) {
        currentFields();
        return fieldsByProject.get(projectId) ?? [];
      },
      find: id => currentFields().find(field => field.id === id),
    },
    nextIssue(project) {
      issueCounter += 1;
      return { id: String(issueCounter), key: nextKey(project) };
    },
    nextId() {
      idCounter += 1;
      return String(idCounter);
    },
    reset() {
      issuesById = new Map();
      issuesByKey = new Map();
      ordered = [];
      // Ids go on: a run that is still under way must not meet another issue under its id.
      keyCounters = new Map();
    },
  };
  return state;
}

export function findProject(idOrKey: string): ProjectDefinition | undefined {
  return PROJECTS.find(project => project.id === idOrKey || project.key === idOrKey.toUpperCase());
}

/** The project of an issue that the site keeps. */
export function projectOf(issue: Pick<Issue, 'projectId'>): ProjectDefinition {
  const project = findProject(issue.projectId);
  if (project === undefined) throw new JiraError(404, [`No project could be found with id '${issue.projectId}'.`]);
  return project;
}

export function issueTypeOf(issue: Pick<Issue, 'typeId'>): IssueTypeDefinition {
  const type = ISSUE_TYPES.find(({ id }) => id === issue.typeId);
  if (type === undefined) throw new JiraError(404, [`No issue type could be found with id '${issue.typeId}'.`]);
  return type;
}

export function statusOf(issue: Pick<Issue, 'statusId'>): StatusDefinition {
  const status = STATUSES.find(({ id }) => id === issue.statusId);
  if (status === undefined) throw new JiraError(404, [`No status could be found with id '${issue.statusId}'.`]);
  return status;
}
