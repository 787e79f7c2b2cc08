import type { AlertsCheck, Check, FieldCheck, Missing } from '../../contract/alerts-check';
import type { Settings } from '../../contract/settings';
import type { Result } from '../../domain/pacing/failure';

/** A field that the settings name, as the site knows it. */
interface FieldFinding {
  readonly role: FieldCheck['role'];
  readonly index: number;
  readonly name: string;
  /** Null where it isn't found, or several are. */
  readonly id: string | null;
  /** Whether the site has such a field at all. */
  readonly exists: boolean;
  /** Whether its type fits its role. */
  readonly fits: boolean;
  /** What is wrong, as a sentence; null where all is right. */
  readonly reason: string | null;
}

interface SiteFindings {
  readonly fields: readonly FieldFinding[];
  readonly issueTypes: readonly { readonly id: string; readonly name: string }[];
}

interface CreateForm {
  readonly project: { readonly key: string; readonly isTeamManaged: boolean };
  readonly issueType: { readonly name: string };
  readonly fieldIds: readonly string[];
}

interface NewestAlert {
  readonly id: string;
  readonly key: string;
}

interface ProjectAccess {
  readonly key: string;
  readonly isTeamManaged: boolean;
  readonly mayBrowse: boolean;
  readonly mayEdit: boolean;
}

/** The site as the app sees it: with the rights that runs have. */
export interface CheckPorts {
  readFindings(alerts: Settings['alerts']): Promise<Result<SiteFindings>>;
  /** Create forms of the alerts' types that the app can read; a few where there are many. */
  readCreateForms(alerts: Settings['alerts'], issueTypes: SiteFindings['issueTypes']): Promise<readonly CreateForm[]>;
  findNewestAlert(alerts: Settings['alerts'], issueTypeIds: readonly string[]): Promise<NewestAlert | null>;
  /** Ids of the fields that the app may edit on this alert; null where that can't be read. */
  readEditable(issueId: string): Promise<readonly string[] | null>;
  readAccess(projectIds: readonly string[]): Promise<readonly ProjectAccess[]>;
  countHidden(): Promise<number>;
}

/** Checks what alerts need on this site, field by field, and says what to do about what is missing. */
export async function checkAlerts(alerts: Settings['alerts'], ports: CheckPorts): Promise<Result<AlertsCheck>> {
  const findings = await ports.readFindings(alerts);
  if (!findings.ok) return findings;
  const { fields, issueTypes } = findings.value;
  const typeIds = issueTypes.map(({ id }) => id);
  const [forms, newest, access, hidden] = await Promise.all([
    ports.readCreateForms(alerts, issueTypes),
    ports.findNewestAlert(alerts, typeIds),
    ports.readAccess(alerts.projects),
    ports.countHidden(),
  ]);
  const editable = newest === null ? null : await ports.readEditable(newest.id);
  const seen: Seen = { forms, newest, editable };
  const denied = access.filter(({ mayBrowse, mayEdit }) => !mayBrowse || !mayEdit);
  return {
    ok: true,
    value: {
      fields: fields.map(field => ({
        role: field.role,
        index: field.index,
        name: field.name,
        checks: checkField(field, seen),
      })),
      newestAlert: newest?.key ?? null,
      missing: [
        ...missingTypes(issueTypes),
        ...denied.map(deniedProject),
        // Without the right to edit no field is editable: one sentence is enough.
        ...fields.flatMap(field => missingOf(field, denied.length > 0 ? { ...seen, editable: null } : seen)),
        ...missingSight(hidden, access),
        panelToBeShown(newest),
      ],
    },
  };
}

interface Seen {
  readonly forms: readonly CreateForm[];
  readonly newest: NewestAlert | null;
  readonly editable: readonly string[] | null;
}

function checkField(field: FieldFinding, seen: Seen): Check[] {
  if (!field.exists) return [{ what: 'exists', state: 'wrong', words: 'not on this site' }];
  const exists: Check = { what: 'exists', state: 'ok', words: 'exists' };
  if (!field.fits) return [exists, { what: 'fits', state: 'wrong', words: 'its type doesn’t fit' }];
  const fits: Check = { what: 'fits', state: 'ok', words: 'type fits' };
  if (field.id === null) return [{ ...exists, state: 'wrong', words: 'several have this name' }];
  if (field.role === 'time') return [exists, fits];
  return [exists, fits, checkForm(field.id, field.role, seen), checkEditing(field.id, seen)];
}

function checkForm(id: string, role: FieldCheck['role'], { forms }: Seen): Check {
  const lacking = formsWithout(id, forms);
  if (forms.length === 0) return { what: 'create-form', state: 'unchecked', words: 'create form: not checked yet' };
  if (lacking.length === 0) return { what: 'create-form', state: 'ok', words: 'on the create form' };
  return role === 'target'
    ? { what: 'create-form', state: 'ok', words: 'not on the create form, which is fine' }
    : { what: 'create-form', state: 'wrong', words: `not on the create form of ${nameForms(lacking)}` };
}

function checkEditing(id: string, { newest, editable }: Seen): Check {
  if (newest === null || editable === null) {
    return { what: 'editable', state: 'unchecked', words: 'editable: not checked yet, there is no alert' };
  }
  return editable.includes(id)
    ? { what: 'editable', state: 'ok', words: `editable on ${newest.key}` }
    : { what: 'editable', state: 'wrong', words: `not editable on ${newest.key}` };
}

function missingOf(field: FieldFinding, seen: Seen): Missing[] {
  if (field.id === null) {
    return [{ kind: 'field', sentence: fieldToBeMended(field), link: CUSTOM_FIELDS, isCertain: true }];
  }
  if (field.role === 'time') return [];
  const lacking = field.role === 'source' ? formsWithout(field.id, seen.forms) : [];
  const [ofTeam] = lacking.filter(({ project }) => project.isTeamManaged);
  if (ofTeam !== undefined) return [fieldOfTeamProject(field.name, ofTeam)];
  if (lacking.length > 0 && lacking.length < seen.forms.length) return [fieldOfSomeForms(field.name, lacking)];
  if (lacking.length > 0) return [fieldToBeOnScreen(field.name, 'create', nameForms(lacking), lacking[0]?.project.key)];
  const { newest, editable } = seen;
  if (newest === null || editable === null || editable.includes(field.id)) return [];
  return [fieldToBeOnScreen(field.name, 'edit', newest.key, newest.key.split('-')[0])];
}

const CUSTOM_FIELDS = { label: 'Open custom fields', path: '/secure/admin/ViewCustomFields.jspa' };

function fieldToBeMended({ name, exists, fits, reason, role }: FieldFinding): string {
  if (!exists) {
    return role === 'target'
      ? `Create a paragraph field “${name}”, or choose another target field above.`
      : `Create a text field “${name}”, or choose another field above.`;
  }
  if (!fits) return `Choose another field than “${name}”: ${reason ?? 'its type does not fit.'}`;
  return `Choose which field “${name}” is meant: several have this name.`;
}

/** Team-managed projects have no screens, and only fields of their own. */
function fieldOfTeamProject(name: string, { project }: CreateForm): Missing {
  return {
    kind: 'screen',
    sentence: `“${name}” does not exist in ${project.key}: it is team-managed and has only fields of its own. Choose the field of ${project.key} by its id above, or leave ${project.key} out.`,
    link: null,
    isCertain: true,
  };
}

function fieldToBeOnScreen(name: string, screen: 'create' | 'edit', where: string, projectKey?: string): Missing {
  return {
    kind: 'screen',
    sentence: `Put “${name}” on the ${screen} screen of ${where}.`,
    link:
      projectKey === undefined
        ? { label: 'Open screens', path: '/secure/admin/ViewFieldScreens.jspa' }
        : {
            label: `Open screens of ${projectKey}`,
            path: `/plugins/servlet/project-config/${encodeURIComponent(projectKey)}/screens`,
          },
    isCertain: true,
  };
}

/** Where other forms have the field, leaving these projects out is a way, too. */
function fieldOfSomeForms(name: string, lacking: readonly CreateForm[]): Missing {
  const missing = fieldToBeOnScreen(name, 'create', nameForms(lacking), lacking[0]?.project.key);
  return { ...missing, sentence: `${missing.sentence.slice(0, -1)}, or choose only projects that have it.` };
}

/**
 * Apps have their rights by the project role `atlassian-addons-project-access`. Jira puts it into every permission when an
 * app is installed, whatever was changed since (JRACLOUD-81601); its members nobody can change, and only the permissions of
 * company-managed projects can be given to it by hand:
 * https://support.atlassian.com/jira/kb/the-atlassian-addons-project-access-project-role-in-jira-cloud/
 */
function deniedProject({ key, isTeamManaged, mayBrowse }: ProjectAccess): Missing {
  if (isTeamManaged) return deniedTeamProject(key, mayBrowse);
  const rights = mayBrowse ? 'Edit Issues' : 'Browse Projects and Edit Issues';
  return {
    kind: 'permission',
    sentence: `In the permission scheme of ${key}, grant ${rights} to the project role atlassian-addons-project-access. Jira does the same by itself whenever an app is installed.`,
    link: {
      label: `Open permissions of ${key}`,
      path: `/plugins/servlet/project-config/${encodeURIComponent(key)}/permissions`,
    },
    isCertain: true,
  };
}

function deniedTeamProject(key: string, mayBrowse: boolean): Missing {
  return {
    kind: 'permission',
    sentence: `The app may not ${mayBrowse ? 'edit' : 'see'} the alerts of ${key}. It is team-managed, so nobody can grant this by hand: Jira does it whenever an app is installed. If the app still lacks it after the next installation, ask Atlassian Support, or leave ${key} out above.`,
    link: null,
    isCertain: true,
  };
}

function missingTypes(issueTypes: SiteFindings['issueTypes']): Missing[] {
  if (issueTypes.length > 0) return [];
  const sentence = 'Choose an issue type: none of the chosen ones is on this site, or the app may not see it.';
  return [{ kind: 'issue-type', sentence, link: null, isCertain: true }];
}

function missingSight(hidden: number, access: readonly ProjectAccess[]): Missing[] {
  if (hidden === 0) return [];
  const key = access[0]?.key;
  return [
    {
      kind: 'hidden-alerts',
      sentence: `Let the app into the security level of ${hidden === 1 ? 'one alert' : `${hidden} alerts`} that it was told of and may not see.`,
      link:
        key === undefined
          ? { label: 'Open security schemes', path: '/secure/admin/ViewIssueSecuritySchemes.jspa' }
          : {
              label: `Open security of ${key}`,
              path: `/plugins/servlet/project-config/${encodeURIComponent(key)}/issuesecurity`,
            },
      isCertain: true,
    },
  ];
}

/** Pinning, and asking whether a panel is pinned, needs a scope that the app does without. */
function panelToBeShown(newest: NewestAlert | null): Missing {
  return {
    kind: 'panel',
    sentence:
      'Show the panel on every alert: open one, choose Apps, Axonius asset intelligence, then “Show for all work items”.',
    link: newest === null ? null : { label: `Open ${newest.key}`, path: `/browse/${encodeURIComponent(newest.key)}` },
    isCertain: false,
  };
}

function formsWithout(id: string, forms: readonly CreateForm[]): readonly CreateForm[] {
  return forms.filter(({ fieldIds }) => !fieldIds.includes(id));
}

function nameForms(forms: readonly CreateForm[]): string {
  const [first, ...more] = forms.map(({ project, issueType }) => `${issueType.name} in ${project.key}`);
  return more.length === 0 ? (first ?? '') : `${first ?? ''} and ${more.length} more`;
}
