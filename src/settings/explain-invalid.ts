import type * as z from 'zod';
import type { Problem } from '../contract/reply';

/** What the forms call the parts of the settings. */
const LABELS: Readonly<Record<string, string>> = {
  'alerts.projects': 'Projects',
  'alerts.issueTypes': 'Issue types',
  'alerts.sourceFields': 'Source fields',
  'alerts.targetField': 'Target field',
  'alerts.timeField': 'Time of the alert',
  'output.facts': 'Facts',
  'output.freshnessDays': 'Freshness limit',
  'naming.suffixes': 'Domain suffixes',
  'naming.windowsDomains': 'Windows domains',
  'naming.namesOfNoMachine': 'Names that name no machine',
  'naming.sharedAddresses': 'Shared addresses',
  'advanced.cacheMinutes': 'Keep answers',
  'advanced.negativeCacheMinutes': 'Keep empty answers',
  'advanced.concurrency': 'Alerts at the same time',
  'advanced.backfillConcurrency': 'Backfill at the same time',
};

/** Says which field of a form is wrong and how, for the first thing that is wrong. */
export function explainInvalid(error: z.ZodError): Problem {
  const [issue] = error.issues;
  const label = LABELS[(issue?.path ?? []).slice(0, 2).join('.')] ?? 'The settings';
  const entry = issue?.path[2];
  const where = typeof entry === 'number' ? `, entry ${entry + 1}` : typeof entry === 'string' ? `, ${entry}` : '';
  return {
    kind: 'invalid',
    sentence: `${label}${where}: ${wordsOf(issue)}. Nothing was saved.`,
    nextStep: 'Correct it and save again.',
  };
}

function wordsOf(issue: z.core.$ZodIssue | undefined): string {
  switch (issue?.code) {
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? `must be at least ${String(issue.minimum)}`
        : 'must not be empty';
    case 'too_big':
      return issue.origin === 'number' || issue.origin === 'int'
        ? `must be at most ${String(issue.maximum)}`
        : `has more than ${String(issue.maximum)} ${issue.origin === 'string' ? 'characters' : 'entries'}`;
    case 'invalid_format':
      return issue.message.startsWith('is not') ? issue.message : 'is not written correctly';
    case 'invalid_union':
      return 'is not an IP address';
    default:
      return 'is not valid';
  }
}
