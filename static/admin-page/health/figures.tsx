import type { ReactNode } from 'react';
import type { HealthView } from '../../../src/contract/health';
import { OUTCOME_ORDER } from './outcomes';

/** The numbers that tell at a glance how it goes. */
export function Figures({ health: { days, newest } }: { readonly health: HealthView }): ReactNode {
  const sum = (of: (day: HealthView['days'][number]) => number) => days.reduce((total, day) => total + of(day), 0);
  const withRecord = sum(({ counts }) => OUTCOME_ORDER.reduce((total, outcome) => total + counts[outcome], 0));
  const all = withRecord + sum(({ without }) => without);
  const enriched = sum(({ counts }) => counts.matched + counts.stale);
  const ambiguous = sum(({ counts }) => counts.ambiguous);
  const { marked, of } = newest.notThisMachine;
  return (
    <dl className="figures">
      <Figure label="Enriched" value={share(enriched, all)} note={`${enriched} of ${all} alerts in 14 days`} />
      <Figure label="Ambiguous" value={share(ambiguous, all)} note={`${ambiguous} of ${all} alerts in 14 days`} />
      <Figure
        label="Not this machine"
        value={share(marked, of)}
        note={
          of === 0 ? 'no assets shown yet' : `${marked} of ${of} alerts with assets, among the newest ${newest.read}`
        }
      />
      <Figure
        label="Seconds to context"
        value={newest.medianSeconds === null ? '–' : `${writeSeconds(newest.medianSeconds)} s`}
        note={
          newest.percentile95Seconds === null
            ? 'no alert has context yet'
            : `median; 95 % within ${writeSeconds(newest.percentile95Seconds)} s, newest ${newest.read} alerts`
        }
      />
    </dl>
  );
}

function Figure({
  label,
  value,
  note,
}: {
  readonly label: string;
  readonly value: string;
  readonly note: string;
}): ReactNode {
  return (
    <div className="figure">
      <dt>{label}</dt>
      <dd className="figure-value">{value}</dd>
      <dd className="figure-note subtle small">{note}</dd>
    </div>
  );
}

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`;
}

function writeSeconds(seconds: number): string {
  return seconds < 10 ? String(Math.round(seconds * 10) / 10) : String(Math.round(seconds));
}
