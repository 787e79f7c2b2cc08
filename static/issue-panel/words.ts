import type Lozenge from '@atlaskit/lozenge/lozenge';
import type { ComponentProps } from 'react';
import type { RunStep } from '../../src/contract/panel';
import type { AlertRecord, RecordedChoice } from '../../src/contract/record';
import type { Confidence, Outcome, RunTrigger } from '../../src/contract/vocabulary';
import type { Problem } from '../../src/contract/reply';

type Appearance = NonNullable<ComponentProps<typeof Lozenge>['appearance']>;

export const OUTCOMES: Readonly<Record<Outcome, { readonly text: string; readonly appearance: Appearance }>> = {
  matched: { text: 'Matched', appearance: 'success' },
  ambiguous: { text: 'Ambiguous', appearance: 'moved' },
  stale: { text: 'Stale', appearance: 'inprogress' },
  'not-found': { text: 'Not found', appearance: 'default' },
  'no-observable': { text: 'No hostname', appearance: 'default' },
  failed: { text: 'Failed', appearance: 'removed' },
};

export const CONFIDENCES: Readonly<Record<Confidence, string>> = {
  high: 'High confidence',
  medium: 'Medium confidence',
  low: 'Low confidence',
};

export const STEPS: Readonly<Record<RunStep, string>> = {
  queued: 'Waiting in the background',
  reading: 'Reading the alert',
  asking: 'Asking Axonius',
  judging: 'Comparing candidates',
  writing: 'Writing to the issue',
};

export const TRIGGERS: Readonly<Record<RunTrigger, string>> = {
  created: 'alert created',
  updated: 'alert changed',
  manual: 'Enrich pressed',
  sweep: 'found by the sweep',
  backfill: 'backfill',
};

/** One sentence for outcomes whose lozenge does not say what they mean. */
export function meaningOf(record: AlertRecord): string | null {
  switch (record.outcome) {
    case 'not-found':
      return 'The machine may be unmanaged, new, or outside what the Axonius service account may see.';
    case 'no-observable':
      return 'No value of this alert names a single machine, so Axonius was not asked.';
    case 'ambiguous':
      return 'Several assets fit. None of them is confirmed.';
    case 'failed':
      return 'This says nothing about the machine.';
    case 'stale':
      return 'Not seen lately: check that this is still the machine before you act on it.';
    case 'matched':
      return null;
  }
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
            sentence: 'Not written into the issue: the text in the field leaves no room.',
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
        nextStep: 'A Jira admin chooses the target field on the app’s admin page.',
      };
    case 'content-refused':
      return {
        kind: notWritten,
        sentence: 'Not written into the issue: Jira refused the text for this field.',
        nextStep:
          'The full result stands here. Enrich tries again; if it is refused again, a Jira admin can check the field.',
      };
    case 'field-not-editable':
      return {
        kind: notWritten,
        sentence: 'Not written into the issue: the field is not on its edit screen.',
        nextStep: 'A Jira admin adds it to the screen, then press Enrich.',
      };
  }
}

/** What a decision about an observable was. People are not named: the app has no right to read names. */
export function choiceWords(choice: RecordedChoice, viewer: string | null): string {
  const who = choice.by !== '' && choice.by === viewer ? 'You' : 'A colleague';
  if (choice.dropped !== undefined) return `${who} chose another asset; that was dropped: ${choice.dropped}.`;
  if (choice.assetId !== null) return `${who} chose this asset`;
  const count = choice.notAssetIds?.length ?? 0;
  return `${who} ruled out ${count === 1 ? 'one asset' : `${count} assets`}`;
}

export const newerRecord: Problem = {
  kind: 'newer-record',
  sentence: 'A newer version of this app enriched this alert, so this version neither shows nor changes the result.',
  nextStep: 'A Jira admin can update the app under Connected apps.',
};

export const consentNeeded: Problem = {
  kind: 'consent-needed',
  sentence: 'The app may act for you only once you have allowed it.',
  nextStep: 'Press Enrich again and choose Allow when Jira asks.',
};
