import { useEffect, useState, type ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import Textfield from '@atlaskit/textfield/text-field';
import type { AlertChoice } from '../../../src/contract/admin';
import type { Preview } from '../../../src/contract/preview';
import type { Reply } from '../../../src/contract/reply';
import { ProblemMessage } from '../../shared/problem-message';
import { Waiting } from '../parts/waiting';
import type { TabProps } from '../tab-props';
import { call } from '../call';
import { Field, Section } from '../parts/field';
import { DocumentView } from './document-view';
import { Judgement } from './judgement';

/** Shows what an automatic run would write into a real alert, by the settings in the forms. */
export function PreviewSection({ view, draft, goTo }: TabProps): ReactNode {
  const choices = useAlerts();
  const [issue, setIssue] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [shown, setShown] = useState<Reply<Preview>>();
  const isConnected = view.settings.address !== null && view.hasSecret;
  const chosen = issue.trim() === '' ? (choices?.[0]?.key ?? '') : issue.trim();
  const show = async () => {
    setBusy(true);
    const reply = await call('preview', { issue: chosen, draft });
    setBusy(false);
    setShown(reply);
  };
  return (
    <Section title="Preview" intro="What a run would write now with the settings on this page. Nothing is written.">
      {isConnected ? null : (
        <ProblemMessage
          tone="information"
          problem={{ kind: 'not-configured', sentence: 'Axonius is not connected yet.', nextStep: null }}
          actions={<Button onClick={() => goTo('Connection')}>Connect Axonius</Button>}
        />
      )}
      <form
        className="preview-form"
        onSubmit={event => {
          event.preventDefault();
          if (isConnected && !isBusy && chosen !== '') void show();
        }}
      >
        <Field label="Alert" help={helpFor(choices)}>
          {ids => (
            <>
              <Textfield
                {...ids}
                list="preview-alerts"
                autoComplete="off"
                placeholder={choices?.[0]?.key ?? 'SEC-123'}
                value={issue}
                onChange={event => setIssue(event.currentTarget.value)}
              />
              <datalist id="preview-alerts">
                {(choices ?? []).map(({ id, key, summary }) => (
                  <option key={id} value={key}>
                    {summary}
                  </option>
                ))}
              </datalist>
            </>
          )}
        </Field>
        <Button type="submit" isDisabled={!isConnected || isBusy || chosen === ''}>
          Preview
        </Button>
      </form>
      <div className="preview-result" aria-live="polite">
        {isBusy ? <Waiting label="Asking Axonius" /> : null}
        {!isBusy && shown?.ok === false ? <ProblemMessage problem={shown.problem} /> : null}
        {!isBusy && shown?.ok === true ? <Shown preview={shown.value} /> : null}
      </div>
    </Section>
  );
}

function Shown({ preview }: { readonly preview: Preview }): ReactNode {
  const { key, field, leftAlone, record } = preview;
  return (
    <>
      <h3 className="sub-title">{`${key}: target field`}</h3>
      {leftAlone === null ? null : <p className="subtle">{leftAlone}</p>}
      {field === null ? null : (
        <div className={leftAlone === null ? 'paper' : 'paper paper-faded'} data-testid="preview-field">
          {field.kind === 'line' ? <p>{field.text}</p> : <DocumentView content={field.content} />}
        </div>
      )}
      <h3 className="sub-title">Judgement</h3>
      <Judgement record={record} />
    </>
  );
}

function helpFor(choices: readonly AlertChoice[] | undefined): string {
  if (choices === undefined) return 'Looking for alerts…';
  if (choices.length === 0) return 'There are no alerts yet. Create one, then preview it.';
  return 'Leave this empty to use the newest.';
}

function useAlerts(): readonly AlertChoice[] | undefined {
  const [choices, setChoices] = useState<readonly AlertChoice[]>();
  useEffect(() => {
    let isShown = true;
    void call('listAlerts').then(reply => {
      if (isShown) setChoices(reply.ok ? reply.value : []);
    });
    return () => {
      isShown = false;
    };
  }, []);
  return choices;
}
