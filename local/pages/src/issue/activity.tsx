import { useState, type ReactNode } from 'react';
import ArrowIcon from '@atlaskit/icon/core/arrow-right';
import type { ChangeGroup } from '../api/issues';
import { PersonAvatar } from '../app/person-avatar';
import { Time } from '../app/show';

const FOLD_AFTER = 180;

function ChangedText({ text, kind }: { text: string | null | undefined; kind: 'from' | 'to' }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  if (text === null || text === undefined || text === '') return <span className="muted">None</span>;
  const isLong = text.length > FOLD_AFTER;
  return (
    <span className={`change-${kind}`}>
      {isLong && !isOpen ? `${text.slice(0, FOLD_AFTER).trimEnd()}…` : text}
      {isLong ? (
        <>
          {' '}
          <button type="button" className="text-button" onClick={() => setOpen(!isOpen)}>
            {isOpen ? 'Less' : 'More'}
          </button>
        </>
      ) : null}
    </span>
  );
}

function Group({ group }: { group: ChangeGroup }): ReactNode {
  const name = group.author?.displayName ?? 'Somebody';
  return (
    <>
      {group.items.map((item, index) => (
        <li key={index} className="change">
          <PersonAvatar size="medium" name={name} />
          <div className="change-content">
            <div>
              <strong>{name}</strong> updated <strong>{item.field}</strong>{' '}
              <span className="change-time">
                <Time iso={group.created} />
              </span>
            </div>
            <div className="change-values">
              <ChangedText text={item.fromString} kind="from" />
              <ArrowIcon label="became" color="var(--ds-icon-subtle)" size="small" />
              <ChangedText text={item.toString} kind="to" />
            </div>
          </div>
        </li>
      ))}
    </>
  );
}

/** What happened to the issue, newest first, its creation last. */
export function Activity({
  groups,
  created,
  creator,
}: {
  groups: readonly ChangeGroup[];
  created: string | undefined;
  creator: string | undefined;
}): ReactNode {
  const newestFirst = groups.toSorted((one, other) => Date.parse(other.created) - Date.parse(one.created));
  return (
    <section aria-labelledby="activity" className="issue-section">
      <h2 id="activity" className="issue-section-title">
        Activity
      </h2>
      <ol className="changes">
        {newestFirst.map(group => (
          <Group key={group.id} group={group} />
        ))}
        <li className="change">
          <PersonAvatar size="medium" name={creator ?? 'Somebody'} />
          <div className="change-content">
            <strong>{creator ?? 'Somebody'}</strong> created this{' '}
            <span className="change-time">
              <Time iso={created} />
            </span>
          </div>
        </li>
      </ol>
    </section>
  );
}
