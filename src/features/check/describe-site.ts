import type { CheckLine, SiteLineName } from '../../contract/check';
import type { FailureKind } from '../../domain/pacing/failure';
import type { FieldFinding, Findings, IndexedFinding, QuestionFinding, RightsFinding } from './findings';
import { lineOf } from './line';

/** A project as the person who looks may see it. */
export interface SeenProject {
  readonly id: string;
  readonly key: string;
  readonly isTeamManaged: boolean;
}

const TITLES: Readonly<Record<SiteLineName, string>> = {
  storage: 'Storage',
  egress: 'Way to Axonius',
  question: 'Test request',
  rights: 'Rights in projects',
  field: 'Fields and screens',
  renderer: 'How the field is shown',
  indexed: 'Search by result',
};

/** Slower than this, and analysts wait for their alerts. */
const SLOW_MS = 10_000;

/** The lines of the site's checks, in the order in which a person would fix them. */
export function describeSite(findings: Partial<Findings>, projects: readonly SeenProject[]): readonly CheckLine[] {
  const { storage, egress, question, rights, field, renderer, indexed } = findings;
  return [
    storage === undefined ? unknown('storage') : describeStorage(storage.kind),
    rights === undefined ? unknown('rights') : describeRights(rights, projects),
    field === undefined ? unknown('field') : describeField(field),
    egress === undefined ? unknown('egress') : describeEgress(egress.kind),
    question === undefined ? unknown('question') : describeQuestion(question),
    renderer === undefined ? unknown('renderer') : describeRenderer(renderer.kind),
    indexed === undefined ? unknown('indexed') : describeIndexed(indexed.kind),
  ];
}

function unknown(name: SiteLineName): CheckLine {
  return lineOf(name, TITLES[name])('waiting', 'Not checked yet.');
}

function describeStorage(kind: Findings['storage']['kind']): CheckLine {
  const line = lineOf('storage', TITLES.storage);
  switch (kind) {
    case 'keeps':
      return line('ok', 'It takes a claim and refuses it to a second owner.');
    case 'refuses':
      return line('fail', 'It takes no claim. Without one no run may write, and nothing can be saved.', {
        app: 'Alerts stay as they are; the queue tries each again for 24 hours, and the sweep after that.',
        todo: 'Check again in a minute. If it stays so, uninstall and install the app, then copy the text below for support.',
      });
    case 'shares':
      return line('fail', 'It gives one claim to two owners, so two runs could write the same alert at once.', {
        app: 'The target field is read again just before each write, so what people wrote stays.',
        todo: 'Switch automatic runs off under Output, and copy the text below for support.',
      });
  }
}

function describeEgress(kind: Findings['egress']['kind']): CheckLine {
  const line = lineOf('egress', TITLES.egress);
  switch (kind) {
    case 'allowed':
      return line('ok', 'Jira lets the app talk to the address of Axonius.');
    case 'denied':
      return line('fail', 'Jira does not let the app talk to the address of Axonius.', {
        app: 'Alerts say that the way is closed, and run again when it is open.',
        todo: 'Test under Connection: it asks for your approval where yours is enough. Otherwise a site admin allows the address for this app under Connected apps.',
      });
    case 'not-connected':
      return line('waiting', 'No Axonius is connected yet.', { todo: 'Connect it under Connection.' });
  }
}

function describeQuestion(question: QuestionFinding): CheckLine {
  const line = lineOf('question', TITLES.question);
  if (question.kind === 'not-connected') {
    return line('waiting', 'No Axonius is connected yet.', { todo: 'Connect it under Connection.' });
  }
  if (question.kind === 'failed') {
    return line('fail', `A run’s own request failed: ${FAILURES[question.failure]}`, {
      app: 'Alerts say so. What can pass on its own is tried again for 24 hours.',
      todo: 'Test under Connection: it says what to do.',
    });
  }
  const took = `Axonius answered a run’s own request in ${seconds(question.milliseconds)}`;
  if (!question.inFull) {
    return line(
      'warn',
      `${took}, without the search for other spellings: it is too slow, or the tenant does not take it.`,
      {
        app: 'Answers to exact names are used, with low confidence, and alerts are looked at again.',
        todo: 'Ask an Axonius admin why searches by expression are slow. Meanwhile, alerts that name machines in full are found.',
      },
    );
  }
  if (question.milliseconds > SLOW_MS) {
    return line('warn', `${took}: that is slow.`, {
      app: 'Runs wait in the queue and lose nothing; the panel goes on in the background when a person waits.',
      todo: 'Check again later. If it stays slow, ask who runs Axonius.',
    });
  }
  if (question.found === 0) {
    return line('warn', `${took}, and found no machine: this account sees none, or none with a hostname.`, {
      app: 'Every alert will say: not found.',
      todo: 'Ask an Axonius admin for the data scope of the service account.',
    });
  }
  return line('ok', `${took}, with all fields that a run asks for.`);
}

const FAILURES: Readonly<Record<FailureKind, string>> = {
  'not-configured': 'the connection is not complete.',
  auth: 'Axonius refuses the key or the secret.',
  forbidden: 'the role of the service account does not allow it.',
  throttled: 'Axonius is getting too many requests right now.',
  unavailable: 'Axonius can’t be reached, or is down.',
  timeout: 'Axonius did not answer in time.',
  'bad-query': 'Axonius does not take it. Most likely a fact under Output names a field that it does not have.',
  'unexpected-answer': 'what answers does not speak like Axonius.',
  'egress-denied': 'Jira does not let the app talk to the address.',
  conflict: 'it met another change.',
  'not-editable': 'Jira refused it.',
  'not-visible': 'Jira does not show it to the app.',
  'storage-refused': 'the app’s storage refuses it.',
};

const COMPANY_MANAGED =
  'In the project’s permission scheme, give the project role atlassian-addons-project-access both Browse Projects and Edit Issues.';
// The role can't be managed by hand in team-managed projects, and each installation gives it all permissions again:
// https://support.atlassian.com/jira/kb/the-atlassian-addons-project-access-project-role-in-jira-cloud/
const TEAM_MANAGED =
  'In a team-managed project the role of apps can’t be changed by hand: uninstall and install the app, which gives the role again, or leave the project out under Alerts.';

function describeRights(rights: RightsFinding, seen: readonly SeenProject[]): CheckLine {
  const line = lineOf('rights', TITLES.rights);
  if (rights.kind === 'failed') {
    return line('warn', 'Jira did not say which rights the app has.', { todo: 'Check again in a minute.' });
  }
  const lacking = rights.projects.filter(({ browse, edit }) => !browse || !edit);
  const projects = lacking.flatMap(({ projectId }) => seen.find(({ id }) => id === projectId) ?? []);
  if (lacking.length > 0) {
    const first = projects.find(({ isTeamManaged }) => !isTeamManaged);
    const kinds = [
      ...(projects.some(({ isTeamManaged }) => !isTeamManaged) || projects.length === 0 ? [COMPANY_MANAGED] : []),
      ...(projects.some(({ isTeamManaged }) => isTeamManaged) ? [TEAM_MANAGED] : []),
    ];
    return line('fail', `The app may not ${whatIsLacking(lacking)} ${nameProjects(lacking.length, projects)}.`, {
      app: lacking.every(({ browse }) => browse)
        ? 'Nothing is written there. Once it may, a backfill gives those alerts their context.'
        : 'Alerts that it was told of and may not see are remembered, and run when it may see them.',
      todo: kinds.join(' '),
      link: first === undefined ? null : linkTo(first),
    });
  }
  if (rights.projects.length === 0) {
    return line('fail', 'The app sees no project at all.', { todo: COMPANY_MANAGED });
  }
  if (rights.isEvery && !rights.isMeant) {
    return line(
      'warn',
      `No project is chosen, so alerts of every project that the app may see count: ${rights.projects.length} now.`,
      {
        app: 'Whoever may create an alert in any of them chooses what is looked up.',
        todo: 'Choose the projects under Alerts.',
      },
    );
  }
  const chosen = rights.isEvery ? 'projects: every one that it sees counts' : 'chosen projects';
  const count =
    rights.projects.length === 1 && !rights.isEvery ? 'the chosen project' : `all ${rights.projects.length} ${chosen}`;
  return line('ok', `The app may see and edit alerts in ${count}.`);
}

function whatIsLacking(lacking: readonly { readonly browse: boolean }[]): string {
  return lacking.every(({ browse }) => browse) ? 'edit alerts in' : 'see alerts in';
}

function nameProjects(count: number, seen: readonly SeenProject[]): string {
  const hidden = count - seen.length;
  const keys = seen.slice(0, 5).map(({ key }) => key);
  const more = count - keys.length;
  if (keys.length === 0) return count === 1 ? 'one project that you can’t see either' : `${count} projects`;
  if (more === 0) return keys.join(', ');
  return `${keys.join(', ')} and ${more} more${hidden === more && hidden > 0 ? ' that you can’t see' : ''}`;
}

function linkTo({ key }: SeenProject) {
  return {
    label: `Open permissions of ${key}`,
    path: `/plugins/servlet/project-config/${encodeURIComponent(key)}/permissions`,
  };
}

function describeField({ target, sourcesToMend, formsWithoutSource }: FieldFinding): CheckLine {
  const line = lineOf('field', TITLES.field);
  const under = 'Open Alerts: it names each field and screen.';
  const kept = 'The result stands in the record: the panel shows it, and JQL finds it.';
  switch (target) {
    case 'missing':
      return line('fail', 'The target field is not on this site, or the app may not see it.', {
        app: kept,
        todo: under,
      });
    case 'unfit':
      return line('fail', 'The target field is of a type that takes no text.', { app: kept, todo: under });
    case 'several':
      return line('fail', 'Several fields have the name of the target field.', { app: kept, todo: under });
    case 'not-editable':
      return line('fail', 'The target field can’t be edited on the newest alert: it is on no edit screen there.', {
        app: kept,
        todo: under,
      });
    case 'ok':
    case 'not-tried':
      break;
  }
  if (sourcesToMend > 0) {
    return line('fail', 'A source field is not on this site, or several have its name.', {
      app: 'The other source fields are read.',
      todo: under,
    });
  }
  if (formsWithoutSource > 0) {
    const forms = formsWithoutSource === 1 ? 'One create form lacks' : `${formsWithoutSource} create forms lack`;
    return line('warn', `${forms} a source field, so alerts created there name no machine.`, {
      app: 'An alert that gets the field later is run then.',
      todo: under,
    });
  }
  return target === 'ok'
    ? line('ok', 'Source fields are on the create forms, and the target field can be edited.')
    : line('ok', 'The fields are there. Whether the target field can be edited shows on the first alert.');
}

export function describeRenderer(kind: Findings['renderer']['kind']): CheckLine {
  const line = lineOf('renderer', TITLES.renderer);
  switch (kind) {
    case 'wiki':
      return line('ok', 'The target field shows the table as a table.');
    case 'text':
      return line('warn', 'The target field shows plain text: its renderer draws no tables.', {
        app: 'The field keeps every value, only without borders; the panel shows all of it.',
        todo: 'In the field configuration, set the target field’s renderer to Wiki Style Renderer.',
        link: { label: 'Open field configurations', path: '/secure/admin/ViewFieldLayouts.jspa' },
      });
    case 'line':
      return line('ok', 'The target field is a single line; it has no renderer.');
    case 'none':
      return line('waiting', 'No alert has been written yet; watching one answers it.');
    case 'failed':
      return line('warn', 'Jira did not show how the field looks.', { todo: 'Check again in a minute.' });
  }
}

export function describeIndexed(kind: IndexedFinding['kind']): CheckLine {
  const line = lineOf('indexed', TITLES.indexed);
  // assumption: indexed-alias
  const app =
    'Fields and panel are unaffected. Alerts that the app was not told of are found by when they were created.';
  switch (kind) {
    case 'found':
      return line('ok', 'Jira finds an alert by axoniusOutcome.');
    case 'missing':
      return line('fail', 'Jira does not find a known alert by axoniusOutcome: its record is not indexed.', {
        app: `${app} Health counts nothing, and failed alerts are not found again.`,
        todo: 'Indexing can take minutes after the app was installed. If it stays so, update the app and copy the text below for support.',
      });
    case 'unknown':
      return line('fail', 'Jira does not know axoniusOutcome: the app’s search names are not there.', {
        app: `${app} Health counts nothing, and failed alerts are not found again.`,
        todo: 'Update the app under Manage apps, wait a few minutes and check again.',
      });
    case 'none':
      return line('waiting', 'There is no result to search for yet; watching an alert answers it.');
    case 'failed':
      return line('warn', 'Jira did not answer the search.', { todo: 'Check again in a minute.' });
  }
}

export function seconds(milliseconds: number): string {
  return milliseconds < 1_000
    ? `${Math.max(1, Math.round(milliseconds))} ms`
    : `${(milliseconds / 1_000).toFixed(1)} s`;
}
