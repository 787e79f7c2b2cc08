import { useEffect, useRef, useState, type ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import type { SiteView } from '../../../src/contract/admin';
import type { AlertsCheck } from '../../../src/contract/alerts-check';
import type { Reply } from '../../../src/contract/reply';
import type { Settings } from '../../../src/contract/settings';
import { ProblemMessage } from '../../shared/problem-message';
import { Waiting } from '../parts/waiting';
import type { TabProps } from '../tab-props';
import { call } from '../call';
import { ChoiceOf, ManyOf } from '../parts/choice';
import { Field, Section } from '../parts/field';
import { SaveBar } from '../parts/save-bar';
import { Checks } from './checks';
import { fieldChoices, idOf, nameField } from './field-names';
import { MissingList } from './missing-list';
import type { FormPart } from './form-part';
import { SourceFields } from './source-fields';

type Alerts = Settings['alerts'];

/** Typing and clicking come in bursts; each check is a dozen requests to Jira. */
const SETTLED_MS = 400;

/** Which issues are alerts, which of their fields name machines, and where the context goes. */
export function AlertsTab(props: TabProps): ReactNode {
  const { draft, dispatch } = props;
  const { alerts } = draft;
  const { site, reload } = useSite();
  const { check, isBusy, again } = useCheck(alerts);
  const checkAgain = () => {
    again();
    props.onRecheck();
  };
  if (site === undefined) return <Waiting label="Asking Jira for projects and fields" />;
  if (!site.ok) return <ProblemMessage problem={site.problem} actions={<Button onClick={reload}>Try again</Button>} />;
  const edit = (change: Partial<Alerts>) => dispatch({ kind: 'edited', change: { alerts: { ...alerts, ...change } } });
  const done = check?.ok === true ? check.value : null;
  return (
    <div className="narrow">
      <MissingList check={check} isBusy={isBusy} onAgain={checkAgain} />
      <Scope alerts={alerts} site={site.value} edit={edit} />
      <Section title="Fields" intro="Where an alert names the machine, and where its context is written.">
        <SourceFields alerts={alerts} site={site.value} edit={edit} check={done} />
        <Target alerts={alerts} site={site.value} edit={edit} check={done} />
        <Time alerts={alerts} site={site.value} edit={edit} />
      </Section>
      <SaveBar {...props} parts={['alerts']} invalid={whyInvalid(alerts, site.value)} />
    </div>
  );
}

function Scope({ alerts, site, edit }: FormPart): ReactNode {
  const typeIds = alerts.issueTypes.flatMap(reference =>
    'id' in reference
      ? [reference.id]
      : site.issueTypes
          .filter(({ name }) => name.trim().toLowerCase() === reference.name.trim().toLowerCase())
          .map(({ id }) => id),
  );
  return (
    <Section title="Alerts" intro="An issue of one of these types, in one of these projects, is an alert.">
      <div className="side-by-side">
        <ManyOf
          legend="Issue types"
          help="A name may exist several times: each team-managed project has its own."
          choices={site.issueTypes.map(({ id, name, project }) => ({
            value: id,
            label: project === null ? name : `${name} (only in ${project})`,
          }))}
          chosen={typeIds}
          onChoose={ids => edit({ issueTypes: ids.map(id => ({ id })) })}
        />
        <div>
          <ManyOf
            legend="Projects"
            help={helpForProjects(alerts)}
            choices={site.projects.map(({ id, key, name }) => ({ value: id, label: `${name} (${key})` }))}
            chosen={alerts.projects}
            onChoose={projects => edit({ projects, everyProject: undefined })}
          />
          <label className="check">
            <input
              type="checkbox"
              checked={alerts.everyProject === true && alerts.projects.length === 0}
              onChange={event =>
                edit(event.target.checked ? { projects: [], everyProject: true } : { everyProject: undefined })
              }
            />
            <span>All projects that the app may see, new ones too</span>
          </label>
        </div>
      </div>
    </Section>
  );
}

function helpForProjects({ projects, everyProject }: Alerts): string {
  if (projects.length > 0) return `${projects.length} chosen. Alerts of other projects are left alone.`;
  return everyProject === true
    ? 'Whoever may create an alert in any project chooses what is looked up.'
    : 'Choose those with alerts: whoever may create one there chooses what is looked up. Until you do, every project counts.';
}

function Target({ alerts, site, edit, check }: FormPart & { readonly check: AlertsCheck | null }): ReactNode {
  const sources = alerts.sourceFields.flatMap(({ field }) => idOf(field, site.fields, 'source') ?? []);
  const choices = fieldChoices(alerts.targetField, site, 'target', sources);
  return (
    <div>
      <Field label="Target field" help="A paragraph field shows everything; a single line takes 255 characters.">
        {ids => (
          <ChoiceOf
            ids={ids}
            value={idOf(alerts.targetField, site.fields, 'target') ?? choices[0]?.value ?? ''}
            choices={choices}
            onChoose={id => edit({ targetField: { id } })}
          />
        )}
      </Field>
      <Checks check={check?.fields.find(({ role }) => role === 'target')} />
    </div>
  );
}

function Time({ alerts, site, edit }: FormPart): ReactNode {
  const { timeField } = alerts;
  const fields = site.fields.filter(({ fits }) => fits.time);
  const own = timeField === null ? '' : (idOf(timeField, site.fields, 'time') ?? '');
  return (
    <Field
      label="Time of the alert"
      help="What “seen before the alert” is counted from. Addresses are matched by it: choose the detection’s own time if you have it."
    >
      {ids => (
        <ChoiceOf
          ids={ids}
          value={own}
          choices={[
            { value: '', label: 'When the issue was created' },
            ...fields.map(field => ({ value: field.id, label: nameField(field) })),
          ]}
          onChoose={id => edit({ timeField: id === '' ? null : { id } })}
        />
      )}
    </Field>
  );
}

function whyInvalid(alerts: Alerts, site: SiteView): string | null {
  if (alerts.issueTypes.length === 0) return 'Choose at least one issue type.';
  const target = idOf(alerts.targetField, site.fields, 'target');
  const isBoth = alerts.sourceFields.some(
    ({ field }) => target !== null && idOf(field, site.fields, 'source') === target,
  );
  return isBoth ? 'One field can’t be source and target: each write would start the next run.' : null;
}

function useSite(): { readonly site: Reply<SiteView> | undefined; readonly reload: () => void } {
  const [site, setSite] = useState<Reply<SiteView>>();
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let isShown = true;
    void call('loadSite').then(reply => {
      if (isShown) setSite(reply);
    });
    return () => {
      isShown = false;
    };
  }, [tries]);
  return { site, reload: () => setTries(tries + 1) };
}

/** The check of what stands in the form now; the last one stays until the next is there. */
function useCheck(alerts: Alerts) {
  const [check, setCheck] = useState<Reply<AlertsCheck>>();
  const [isBusy, setBusy] = useState(false);
  const [asked, setAsked] = useState(0);
  const last = useRef(-1);
  useEffect(() => {
    let isShown = true;
    const wasAsked = last.current !== asked;
    const timer = setTimeout(
      () => {
        last.current = asked;
        void call('checkAlerts', alerts).then(reply => {
          if (!isShown) return;
          setCheck(reply);
          setBusy(false);
        });
      },
      wasAsked ? 0 : SETTLED_MS,
    );
    return () => {
      isShown = false;
      clearTimeout(timer);
    };
  }, [alerts, asked]);
  const again = () => {
    setBusy(true);
    setAsked(asked + 1);
  };
  return { check, isBusy, again };
}
