import { useId, type ReactNode } from 'react';

/** Attributes that tie a control to its label and help. */
export interface ControlIds {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
}

/** A control with a label above and help below. */
export function Field({
  label,
  help,
  error = null,
  children,
}: {
  readonly label: string;
  readonly help?: ReactNode;
  readonly error?: string | null;
  readonly children: (ids: ControlIds) => ReactNode;
}): ReactNode {
  const id = useId();
  const helpId = `${id}-help`;
  const hasHelp = help !== undefined || error !== null;
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {children({ id, 'aria-describedby': hasHelp ? helpId : undefined })}
      {hasHelp ? (
        <div id={helpId} className="field-help">
          {error === null ? help : <span className="field-error">{error}</span>}
        </div>
      ) : null}
    </div>
  );
}

/** Controls that belong together, under one heading. */
export function Section({
  title,
  intro,
  children,
}: {
  readonly title: string;
  readonly intro?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id}>
      <h2 id={id} className="section-title">
        {title}
      </h2>
      {intro === undefined ? null : <p className="section-intro">{intro}</p>}
      {children}
    </section>
  );
}
