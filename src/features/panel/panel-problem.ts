import type { Problem } from '../../contract/reply';
import type { Failure } from '../../domain/pacing/failure';

/** A failure as the panel tells it: what happened, and what to do next. */
export function toProblem(failure: Failure, triesAgain = false): Problem {
  return { kind: failure.kind, sentence: failure.sentence, nextStep: nextStepAfter(failure, triesAgain) };
}

function nextStepAfter(failure: Failure, triesAgain: boolean): string | null {
  if (triesAgain) return 'The app tries again on its own, and this panel follows.';
  switch (failure.kind) {
    case 'throttled':
    case 'unavailable':
    case 'timeout':
    case 'conflict':
      return 'Try again in a moment.';
    case 'not-configured':
      return 'Ask a Jira admin to connect Axonius on the app’s admin page.';
    case 'auth':
    case 'forbidden':
    case 'bad-query':
    case 'unexpected-answer':
    case 'egress-denied':
    case 'not-editable':
    case 'not-visible':
    case 'storage-refused':
      // Their sentences name who can fix it.
      return null;
  }
}

export const mayNotEdit: Problem = {
  kind: 'forbidden',
  sentence: 'You can read this, but changing it takes permission to edit this issue.',
  nextStep: 'Ask someone who can edit the issue.',
};

export const notConfigured: Problem = {
  kind: 'not-configured',
  sentence: 'Axonius is not connected yet.',
  nextStep: 'Ask a Jira admin to connect it on the app’s admin page.',
};

export const notAnAlert: Problem = {
  kind: 'not-an-alert',
  sentence: 'Nothing is looked up for issues of this type.',
  nextStep: 'A Jira admin can choose issue types and projects on the app’s admin page.',
};

export const newerRecord: Problem = {
  kind: 'newer-record',
  sentence: 'A newer version of this app enriched this alert. This version left its result as it is.',
  nextStep: 'A Jira admin can update the app under Connected apps.',
};

export const notVisible: Problem = {
  kind: 'not-visible',
  sentence: 'The app can’t see this issue.',
  nextStep: 'A Jira admin can check its issue security and the app’s permissions in this project.',
};

export const queueFull: Problem = {
  kind: 'throttled',
  sentence: 'Axonius needs longer for this, and the app’s queue is full right now.',
  nextStep: 'Try again in a minute.',
};

export const lostChoice: Problem = {
  kind: 'outdated',
  sentence: 'That asset is no longer among the candidates, so nothing was changed.',
  nextStep: 'Look at the candidates again.',
};

export const unreadable: Problem = {
  kind: 'invalid',
  sentence: 'The app did not understand the request, so nothing was changed.',
  nextStep: 'Reload the page and try again.',
};
