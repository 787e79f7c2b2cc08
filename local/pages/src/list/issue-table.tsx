import type { ReactNode } from 'react';
import Lozenge from '@atlaskit/lozenge/lozenge';
import type { Issue } from '../api/issues';
import { IssueTypeIcon, Outcome, statusAppearance, Time } from '../app/show';

/** Longer names than this may break; shorter ones are read in one piece. */
const LONGEST_IN_ONE_PIECE = 48;

/** Hosts as they were written: lines break between them, and not inside a name. */
function Hosts({ text }: { text: string }): ReactNode {
  return text.split(/(?<=[\s,;])(?=[^\s,;])/).map((part, at) => (
    <span key={at} className={part.length > LONGEST_IN_ONE_PIECE ? 'list-host list-host-long' : 'list-host'}>
      {part}
    </span>
  ));
}

function Row({ issue, hostname }: { issue: Issue; hostname: string }): ReactNode {
  const { fields, key } = issue;
  return (
    <tr>
      <td className="list-key">
        <IssueTypeIcon name={fields.issuetype?.name ?? 'Work'} />
        <a href={`/browse/${key}`}>{key}</a>
      </td>
      <td className="list-summary">
        <a href={`/browse/${key}`}>{fields.summary}</a>
      </td>
      <td className="list-hostname" data-label="Hostname">
        <Hosts text={hostname} />
      </td>
      <td data-label="Outcome">
        <Outcome record={issue.properties?.['axonius-asset-intelligence']} />
      </td>
      <td data-label="Status">
        {fields.status === undefined ? null : (
          <Lozenge appearance={statusAppearance(fields.status.statusCategory?.key)}>{fields.status.name}</Lozenge>
        )}
      </td>
      <td className="list-created" data-label="Created">
        <Time iso={fields.created} />
      </td>
    </tr>
  );
}

/** The navigator's table; on narrow windows each row becomes a card. */
export function IssueTable({
  issues,
  hostnameOf,
}: {
  issues: readonly Issue[];
  hostnameOf: (issue: Issue) => string;
}): ReactNode {
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">Key</th>
          <th scope="col">Summary</th>
          <th scope="col">Hostname</th>
          <th scope="col">Outcome</th>
          <th scope="col">Status</th>
          <th scope="col">Created</th>
        </tr>
      </thead>
      <tbody>
        {issues.map(issue => (
          <Row key={issue.id} issue={issue} hostname={hostnameOf(issue)} />
        ))}
      </tbody>
    </table>
  );
}
