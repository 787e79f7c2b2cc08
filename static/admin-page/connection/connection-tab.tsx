import { useState, type ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import Textfield from '@atlaskit/textfield/text-field';
import type { ConnectionReport, SavedView } from '../../../src/contract/admin';
import type { Problem } from '../../../src/contract/reply';
import { Fold } from '../../shared/fold';
import { ProblemMessage } from '../../shared/problem-message';
import type { TabProps } from '../tab-props';
import { call } from '../call';
import { Field, Section } from '../parts/field';
import { BeforeSaving, SavedMessage } from '../parts/save-bar';
import { approveDomain, withdrawOthers } from './approve-domain';
import { TestReport } from './test-report';

type Shown =
  | { readonly kind: 'report'; readonly report: ConnectionReport }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'saved'; readonly saved: SavedView };

/** Address, key and secret of the tenant: tried out before they are saved, and never shown again. */
export function ConnectionTab({ view, dispatch, goTo, health, onRecheck }: TabProps): ReactNode {
  const stored = view.settings.address;
  const [address, setAddress] = useState(stored ?? '');
  const [key, setKey] = useState('');
  const [secret, setSecret] = useState('');
  const [hostname, setHostname] = useState('');
  const [busy, setBusy] = useState<'testing' | 'saving' | 'approving'>();
  const [shown, setShown] = useState<Shown>();

  const isSameAddress = stored !== null && originOf(address) === stored;
  const keepsStored = view.hasSecret && isSameAddress;
  const isComplete = address.trim() !== '' && (keepsStored || (key.trim() !== '' && secret.trim() !== ''));
  const isEdited = !isSameAddress || key !== '' || secret !== '';
  const entered = {
    address,
    ...(key.trim() === '' ? {} : { key: key.trim() }),
    ...(secret.trim() === '' ? {} : { secret: secret.trim() }),
  };

  const test = async () => {
    setBusy('testing');
    const reply = await call('testConnection', { ...entered, hostname });
    setBusy(undefined);
    setShown(reply.ok ? { kind: 'report', report: reply.value } : { kind: 'problem', problem: reply.problem });
    // The page must not say otherwise than the test below it.
    if (!isEdited) onRecheck();
  };

  const save = async () => {
    setBusy('saving');
    const reply = await call('saveConnection', { ...entered, revision: view.settings.revision });
    setBusy(undefined);
    if (!reply.ok) return setShown({ kind: 'problem', problem: reply.problem });
    setKey('');
    setSecret('');
    setAddress(reply.value.settings.address ?? '');
    setShown({ kind: 'saved', saved: reply.value });
    dispatch({ kind: 'saved', view: reply.value, parts: [] });
    await withdrawOthers(originOf(reply.value.settings.address ?? ''));
  };

  const approve = async (domain: string) => {
    setBusy('approving');
    const declined = await approveDomain(domain);
    if (declined === null) return test();
    setBusy(undefined);
    setShown({ kind: 'problem', problem: declined });
  };

  const loadTheirs = async () => {
    const reply = await call('loadSettings');
    if (!reply.ok) return setShown({ kind: 'problem', problem: reply.problem });
    setShown(undefined);
    dispatch({ kind: 'saved', view: reply.value, parts: [] });
  };

  return (
    <form
      className="narrow"
      // What is an address decides the app: it takes one without https://, and says what is wrong with others.
      noValidate
      onSubmit={event => {
        event.preventDefault();
        if (isComplete && busy === undefined) void test();
      }}
    >
      <Section title="Axonius" intro={introOf(stored !== null && view.hasSecret, health)}>
        <Field label="Address" help="Where you open Axonius in the browser, for example https://acme.on.axonius.com">
          {ids => (
            <Textfield
              {...ids}
              type="url"
              autoComplete="off"
              placeholder="https://acme.on.axonius.com"
              value={address}
              onChange={event => setAddress(event.currentTarget.value)}
              onBlur={() => setAddress(withScheme(address))}
            />
          )}
        </Field>
        <Field
          label="API key"
          help={keepsStored ? `Stored: ${view.keyHint ?? ''} Leave this empty to keep it.` : undefined}
        >
          {ids => (
            <Textfield
              {...ids}
              autoComplete="off"
              spellCheck={false}
              value={key}
              onChange={event => setKey(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label="API secret" help={secretHelp(keepsStored, view.hasSecret)}>
          {ids => (
            <Textfield
              {...ids}
              type="password"
              autoComplete="new-password"
              value={secret}
              onChange={event => setSecret(event.currentTarget.value)}
            />
          )}
        </Field>
        <Fold title="Where do I get key and secret?">
          <ol className="how-to">
            <li>In Axonius, open System Settings, then User and Role Management, Service Accounts.</li>
            <li>Add a service account. Its role needs API access and the right to view devices, and nothing else.</li>
            <li>If addresses are restricted, admit those of Atlassian’s cloud.</li>
            <li>Copy key and secret. Axonius shows the secret once.</li>
          </ol>
        </Fold>
      </Section>
      <Section title="Try it">
        <Field label="Look up a hostname (optional)" help="A machine that you know is in Axonius.">
          {ids => (
            <Textfield
              {...ids}
              autoComplete="off"
              spellCheck={false}
              value={hostname}
              onChange={event => setHostname(event.currentTarget.value)}
            />
          )}
        </Field>
        <div className="buttons">
          <Button type="submit" isDisabled={!isComplete || busy !== undefined}>
            {busy === 'testing' ? 'Testing…' : 'Test connection'}
          </Button>
          <Button
            appearance="primary"
            isDisabled={!isComplete || !isEdited || busy !== undefined}
            onClick={() => void save()}
          >
            {busy === 'saving' ? 'Saving…' : 'Save'}
          </Button>
          {isComplete && isEdited && stored !== null && view.failedAlerts !== 0 ? (
            <span className="subtle small">
              <BeforeSaving view={view} />
            </span>
          ) : null}
        </div>
        <div className="result" aria-live="polite">
          {busy === undefined && shown?.kind === 'report' ? (
            <TestReport report={shown.report} isSaved={!isEdited} onApprove={domain => void approve(domain)} />
          ) : null}
          {busy === undefined && shown?.kind === 'problem' ? (
            <ProblemMessage
              problem={shown.problem}
              actions={
                shown.problem.kind === 'conflict' ? (
                  <Button onClick={() => void loadTheirs()}>Load what they saved</Button>
                ) : undefined
              }
            />
          ) : null}
          {busy === undefined && shown?.kind === 'saved' ? (
            <>
              <SavedMessage saved={shown.saved} />
              <div className="buttons">
                <Button onClick={() => goTo('Alerts')}>Next: check the fields</Button>
              </div>
            </>
          ) : null}
        </div>
      </Section>
    </form>
  );
}

function secretHelp(keepsStored: boolean, hasSecret: boolean): string | undefined {
  if (keepsStored) return 'Stored. Leave this empty to keep it.';
  return hasSecret
    ? 'Another address needs its key and secret again: the stored ones are sent nowhere else.'
    : undefined;
}

/** What is stored is called connected only where it was tried and works. */
function introOf(isStored: boolean, health: TabProps['health']): string {
  if (!isStored) return 'Enter the address and a service account, test the connection, then save it.';
  switch (health) {
    case 'works':
      return 'Connected. You can test it again at any time. Secrets are stored and never shown.';
    case 'fails':
      return 'Saved, but not working at the moment. Test it to see what to do, or enter key and secret again.';
    case 'unknown':
      return 'Saved. You can test it again at any time. Secrets are stored and never shown.';
  }
}

/** As an address is meant where nobody typed how it is reached. */
function withScheme(address: string): string {
  const text = address.trim();
  return text === '' || text.includes('://') ? text : `https://${text}`;
}

function originOf(address: string): string {
  const text = withScheme(address);
  return URL.canParse(text) ? new URL(text).origin : text;
}
