import type { ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import CheckIcon from '@atlaskit/icon/core/check-circle';
import type { AlertsCheck, Missing } from '../../../src/contract/alerts-check';
import type { Reply } from '../../../src/contract/reply';
import { Message, ProblemMessage } from '../../shared/problem-message';
import { PlaceLink } from '../parts/place-link';

/** What keeps alerts from being enriched, and what to do about it. */
export function MissingList({
  check,
  isBusy,
  onAgain,
}: {
  readonly check: Reply<AlertsCheck> | undefined;
  readonly isBusy: boolean;
  /** For who just fixed something in Jira. */
  readonly onAgain: () => void;
}): ReactNode {
  if (check === undefined) return <div className="missing missing-waiting subtle">Checking this site…</div>;
  const again = (
    <Button isDisabled={isBusy} onClick={onAgain}>
      {isBusy ? 'Checking…' : 'Check again'}
    </Button>
  );
  if (!check.ok) return <ProblemMessage problem={check.problem} actions={again} />;
  const certain = check.value.missing.filter(({ isCertain }) => isCertain);
  const once = check.value.missing.filter(({ isCertain }) => !isCertain);
  return (
    <section className="missing" aria-label="What is missing">
      {certain.length === 0 ? (
        <p className="report-line">
          <CheckIcon label="" color="var(--ds-icon-success)" />
          <span>Nothing is missing: alerts can be read and written.</span>
        </p>
      ) : (
        <Message tone="warning" actions={again}>
          <h2 className="message-title">What is missing</h2>
          <List entries={certain} />
        </Message>
      )}
      {once.length === 0 ? null : (
        <Message tone="information">
          <h2 className="message-title">To do once</h2>
          <List entries={once} />
        </Message>
      )}
    </section>
  );
}

function List({ entries }: { readonly entries: readonly Missing[] }): ReactNode {
  return (
    <ul className="missing-list">
      {entries.map(({ sentence, link }) => (
        <li key={sentence}>
          {sentence} {link === null ? null : <PlaceLink path={link.path}>{link.label}</PlaceLink>}
        </li>
      ))}
    </ul>
  );
}
