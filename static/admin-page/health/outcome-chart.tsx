import type { ReactNode } from 'react';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { HealthDay } from '../../../src/contract/health';
import { Fold } from '../../shared/fold';
import { SERIES } from './outcomes';

type Row = Readonly<Record<string, string | number>>;

/** Columns per day, stacked by outcome; the same numbers as a table for who wants to read them. */
export function OutcomeChart({ days }: { readonly days: readonly HealthDay[] }): ReactNode {
  const rows: Row[] = days.map(({ day, counts, without }) => ({ day: dayInWords(day), ...counts, without }));
  const used = SERIES.filter(({ key }) => rows.some(row => Number(row[key]) > 0));
  return (
    <figure className="chart">
      <ul className="plain-list legend" aria-hidden="true">
        {used.map(({ key, label, color }) => (
          <li key={key}>
            <span className="legend-mark" style={{ background: color }} /> {label}
          </li>
        ))}
      </ul>
      <div className="chart-area" role="img" aria-label={summary(rows, used)}>
        <ResponsiveContainer width="100%" height={220}>
          <BarChart data={rows} accessibilityLayer={false} margin={{ top: 4, right: 0, bottom: 0, left: 0 }}>
            <CartesianGrid vertical={false} stroke="var(--ds-border)" />
            <XAxis dataKey="day" tickLine={false} stroke="var(--ds-text-subtle)" fontSize={12} />
            <YAxis
              allowDecimals={false}
              width={32}
              tickLine={false}
              axisLine={false}
              stroke="var(--ds-text-subtle)"
              fontSize={12}
            />
            <Tooltip
              cursor={{ fill: 'var(--ds-background-neutral-subtle-hovered)' }}
              contentStyle={{
                background: 'var(--ds-surface-overlay)',
                border: '1px solid var(--ds-border)',
                borderRadius: 4,
              }}
              labelStyle={{ color: 'var(--ds-text)' }}
              itemStyle={{ color: 'var(--ds-text)' }}
            />
            {used.map(({ key, label, color }) => (
              <Bar
                key={key}
                dataKey={key}
                name={label}
                stackId="alerts"
                fill={color}
                isAnimationActive={false}
                maxBarSize={40}
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
      <Fold title="Show as a table">
        <div className="table-scroll" tabIndex={0} role="region" aria-label="Outcomes per day">
          <table className="numbers">
            <thead>
              <tr>
                <th scope="col">Day</th>
                {used.map(({ key, label }) => (
                  <th key={key} scope="col">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(row => (
                <tr key={row['day']}>
                  <th scope="row">{row['day']}</th>
                  {used.map(({ key }) => (
                    <td key={key}>{row[key]}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Fold>
    </figure>
  );
}

function summary(rows: readonly Row[], used: typeof SERIES): string {
  const totals = used.map(({ key, label }) => `${label}: ${rows.reduce((sum, row) => sum + Number(row[key]), 0)}`);
  return `Alerts of the last ${rows.length} days. ${totals.join(', ')}.`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function dayInWords(day: string): string {
  const [, month, date] = day.split('-').map(Number);
  return `${date ?? ''} ${MONTHS[(month ?? 1) - 1] ?? ''}`;
}
