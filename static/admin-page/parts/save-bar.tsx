import { useState, type ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import type { SavedView, SettingsView } from '../../../src/contract/admin';
import type { Problem } from '../../../src/contract/reply';
import { Message, ProblemMessage } from '../../shared/problem-message';
import type { TabProps } from '../tab-props';
import { call } from '../call';
import { draftOf, isEdited, withParts, type Part } from '../settings-state';

/** Saves the parts of the settings that a tab holds; says what becomes of alerts that failed before. */
export function SaveBar({
  view,
  draft,
  dispatch,
  parts,
  invalid,
}: TabProps & {
  readonly parts: readonly Part[];
  /** Why the form can't be saved as it stands; null where it can. */
  readonly invalid: string | null;
}): ReactNode {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [saved, setSaved] = useState<SavedView>();
  const isDirty = isEdited(draft, view, parts);

  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    // Other tabs may hold changes that nobody has decided to save.
    const own = withParts(draftOf(view), draft, parts);
    const reply = await call('saveSettings', { ...own, revision: view.settings.revision });
    setBusy(false);
    if (!reply.ok) {
      setSaved(undefined);
      setProblem(reply.problem);
      return;
    }
    setSaved(reply.value);
    dispatch({ kind: 'saved', view: reply.value, parts });
  };

  const loadTheirs = async (kept: 'mine' | 'theirs') => {
    setBusy(true);
    const reply = await call('loadSettings');
    setBusy(false);
    if (!reply.ok) return setProblem(reply.problem);
    setProblem(undefined);
    dispatch({ kind: 'saved', view: reply.value, parts: kept === 'mine' ? [] : parts });
  };

  return (
    <div className="save-bar">
      {problem === undefined ? null : (
        <ProblemMessage
          problem={problem}
          actions={
            problem.kind === 'conflict' ? (
              <>
                <Button isDisabled={isBusy} onClick={() => void loadTheirs('mine')}>
                  Keep my changes and load the rest
                </Button>
                <Button isDisabled={isBusy} onClick={() => void loadTheirs('theirs')}>
                  Discard mine and load theirs
                </Button>
              </>
            ) : undefined
          }
        />
      )}
      {invalid === null ? null : <p className="field-error">{invalid}</p>}
      <div className="buttons">
        <Button appearance="primary" isDisabled={!isDirty || isBusy || invalid !== null} onClick={() => void save()}>
          {isBusy ? 'Saving…' : 'Save'}
        </Button>
        <Button
          appearance="subtle"
          isDisabled={!isDirty || isBusy}
          onClick={() => dispatch({ kind: 'discarded', parts })}
        >
          Discard changes
        </Button>
        <span className="subtle small" role="status">
          {isDirty ? <BeforeSaving view={view} /> : saved === undefined ? null : <AfterSaving saved={saved} />}
        </span>
      </div>
    </div>
  );
}

/** What saving will do to alerts that failed. */
export function BeforeSaving({ view }: { readonly view: SettingsView }): ReactNode {
  const { failedAlerts } = view;
  if (failedAlerts === null || failedAlerts === 0) return 'Not saved yet.';
  const failed =
    failedAlerts === 1 ? 'One alert failed before; it runs' : `About ${failedAlerts} alerts failed before; they run`;
  return `Not saved yet. ${failed} again when you save.`;
}

/** What saving did. */
function AfterSaving({ saved }: { readonly saved: SavedView }): ReactNode {
  const { started, isMore } = saved.again;
  if (started === 0) return 'Saved.';
  const runs =
    started === 1
      ? 'One alert that failed before runs again now.'
      : `${started} alerts that failed before run again now.`;
  return `Saved. ${runs}${isMore ? ' There are more: start them under Health.' : ''}`;
}

/** The same where a form has room for a message of its own. */
export function SavedMessage({ saved }: { readonly saved: SavedView }): ReactNode {
  return (
    <Message tone="information">
      <p className="message-sentence">
        <AfterSaving saved={saved} />
      </p>
    </Message>
  );
}
