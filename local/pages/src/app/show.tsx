import type { ReactNode } from 'react';
import Lozenge, { type ThemeAppearance } from '@atlaskit/lozenge/lozenge';
import ShieldIcon from '@atlaskit/icon/core/shield';
import CheckIcon from '@atlaskit/icon/core/check-mark';
import { OUTCOME_NAMES, riskOf, type Risk } from '../../../../src/contract/outcome-words';
import { CONFIDENCES, OUTCOMES } from '../../../../src/contract/vocabulary';

/** The coloured tile of an issue type. */
export function IssueTypeIcon({ name }: { name: string }): ReactNode {
  const isAlert = name === 'Security Alert';
  const Icon = isAlert ? ShieldIcon : CheckIcon;
  return (
    <span className={isAlert ? 'issue-type issue-type-alert' : 'issue-type'}>
      <Icon label={name} size="small" color="currentColor" />
    </span>
  );
}

const RISKS: Readonly<Record<Risk, ThemeAppearance>> = {
  clear: 'success',
  check: 'moved',
  nothing: 'default',
  broken: 'removed',
};

/** The outcome in a record of the app, read leniently: any script may write an issue's properties. */
export function Outcome({ record }: { record: unknown }): ReactNode {
  if (typeof record !== 'object' || record === null || !('outcome' in record) || typeof record.outcome !== 'string')
    return null;
  const { outcome: written } = record;
  const outcome = OUTCOMES.find(one => one === written);
  if (outcome === undefined) return <Lozenge>{written}</Lozenge>;
  const said = 'confidence' in record ? record.confidence : null;
  const confidence = CONFIDENCES.find(one => one === said) ?? null;
  const risk = riskOf(outcome, confidence);
  return (
    <span className="outcome" data-risk={risk}>
      <Lozenge appearance={RISKS[risk]}>{OUTCOME_NAMES[outcome]}</Lozenge>
      {outcome === 'matched' && confidence !== null ? <span className="muted">{confidence}</span> : null}
    </span>
  );
}

export function statusAppearance(categoryKey: string | undefined): ThemeAppearance {
  if (categoryKey === 'done') return 'success';
  return categoryKey === 'indeterminate' ? 'inprogress' : 'default';
}

const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** A time in the viewer's zone; exact on hover. Jira writes offsets without a colon, which `Date` also reads. */
export function Time({ iso }: { iso: string | undefined }): ReactNode {
  const date = new Date(iso ?? '');
  if (Number.isNaN(date.getTime())) return null;
  return (
    <time dateTime={date.toISOString()} title={exact.format(date)}>
      {short.format(date)}
    </time>
  );
}
