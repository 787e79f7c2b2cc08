import type { RunStep } from '../../src/contract/panel';
import type { AlertRecord, RecordedChoice, RecordedObservable } from '../../src/contract/record';
import { surenessWords } from '../../src/contract/outcome-words';
import type { Problem } from '../../src/contract/reply';

export const STEPS: Readonly<Record<RunStep, string>> = {
  queued: 'Waiting in the background',
  reading: 'Reading the alert',
  asking: 'Asking Axonius',
  judging: 'Comparing candidates',
  writing: 'Writing to the issue',
};

/** How sure a result is, at the head of the panel. */
export function surenessOf({ outcome, confidence, observables }: AlertRecord): string | null {
  if (confidence === null) return null;
  const kind = observables.find(observable => observable.outcome === outcome)?.kind ?? 'hostname';
  const words = surenessWords(outcome, confidence, kind);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The same for one observable among several. */
export function surenessOfOne({ outcome, confidence, kind }: RecordedObservable): string | null {
  return confidence === null ? null : surenessWords(outcome, confidence, kind);
}

/** One sentence for outcomes whose lozenge does not say what they mean. */
export function meaningOf(record: AlertRecord, emptyFields: readonly string[]): string | null {
  switch (record.outcome) {
    case 'not-found':
      return 'The machine may be unmanaged, new, or outside what the Axonius service account can see.';
    case 'no-observable':
      // What was written somewhere else, and ignored, is said below.
      return noMachineNamed(record.rejected.length === 0 ? emptyFields : []);
    case 'ambiguous':
      return 'Several machines fit. None of them is confirmed.';
    case 'failed':
      return 'This says nothing about the machine.';
    case 'stale':
      return 'Not seen for some time before the alert. Check that this is still the machine before you act on it.';
    case 'matched':
      return null;
  }
}

function noMachineNamed(emptyFields: readonly string[]): string {
  if (emptyFields.length === 0)
    return 'Nothing in this alert’s source fields names a single machine, so Axonius was not asked.';
  const [last = '', ...others] = emptyFields.toReversed();
  if (others.length === 0) return `${last} is empty. Fill it, or ask an admin to add another source field.`;
  return `${others.toReversed().join(', ')} and ${last} are empty. Fill one of them, or ask an admin to add another source field.`;
}

/** Why the target field does not hold what the panel shows, and what to do. */
export function notWrittenProblem({ notWritten, trigger }: AlertRecord): Problem | null {
  switch (notWritten) {
    case null:
      return null;
    case 'field-has-text':
      return trigger === 'manual'
        ? {
            kind: notWritten,
            sentence: 'Not written into the issue: the text in the field leaves no room for it.',
            nextStep: 'Shorten the text, then press Enrich.',
          }
        : {
            kind: notWritten,
            sentence: 'Not written into the issue: somebody wrote in the field first.',
            nextStep: 'Enrich adds the context and keeps that text.',
          };
    case 'field-missing':
      return {
        kind: notWritten,
        sentence: 'Not written into the issue: this site has no such field.',
        nextStep: 'Ask a Jira admin to choose the target field on the app’s admin page.',
      };
    case 'content-refused':
      return {
        kind: notWritten,
        sentence: 'Not written into the issue: Jira refused the text for this field.',
        nextStep:
          'The full result is here. Enrich tries again; if Jira refuses again, ask a Jira admin to check the field.',
      };
    case 'field-not-editable':
      return {
        kind: notWritten,
        sentence: 'Not written into the issue: the field is not on its edit screen.',
        nextStep: 'Ask a Jira admin to add it to the screen, then press Enrich.',
      };
  }
}

/** A person as the panel calls them. */
export function personInWords(accountId: string, viewer: string | null, name: string | null): string {
  return accountId !== '' && accountId === viewer ? 'You' : (name ?? 'A colleague');
}

/** What a decision about an observable was. */
export function choiceWords(choice: RecordedChoice, who: string): string {
  if (choice.dropped !== undefined) return `${who} chose another asset. It no longer applies: ${choice.dropped}`;
  if (choice.assetId !== null) return `${who} chose this asset`;
  const count = choice.notAssetIds?.length ?? 0;
  return `${who} ruled out ${count === 1 ? 'one asset' : `${count} assets`}`;
}

export const newerRecord: Problem = {
  kind: 'newer-record',
  sentence: 'A newer version of this app enriched this alert. This version can neither show nor change the result.',
  nextStep: 'A Jira admin can update the app under Connected apps.',
};

export const consentNeeded: Problem = {
  kind: 'consent-needed',
  sentence: 'The app can act for you only after you allow it.',
  nextStep: 'Press Enrich again, and choose Allow when Jira asks.',
};

/** Why somebody finds no buttons. */
export const readOnly =
  'You can read this result. To enrich the alert again or choose a machine, you need permission to edit this issue.';
