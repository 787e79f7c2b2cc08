import type { ReactNode } from 'react';
import { fieldNamed, formOf, type Field } from '../api/fields';
import type { AppModule } from '../api/host';
import type { ChangeGroup, Issue } from '../api/issues';
import { IssueTypeIcon } from '../app/show';
import { Activity } from './activity';
import { AppsMenu } from './apps-menu';
import { FieldSection } from './field-section';
import { InlineText } from './inline-text';
import { IssueDetails } from './issue-details';
import { isEmptyValue } from './field-value';
import { PanelSection } from './panel-section';

interface Props {
  readonly issue: Issue;
  readonly fields: readonly Field[];
  readonly editable: ReadonlySet<string>;
  readonly changelog: readonly ChangeGroup[];
  readonly modules: readonly AppModule[];
  readonly onChanged: () => void;
  readonly onModulesChanged: () => void;
}

/** Fields of an alert that stand in the details even when they are empty. */
const USUAL = ['IP address', 'MAC address', 'Hosts'];
const PEOPLE_AND_MORE = ['assignee', 'reporter', 'priority', 'labels'];

/** Which fields stand where: long ones and the hostname in the middle, the rest beside it. */
function arrange(
  issue: Issue,
  fields: readonly Field[],
  editable: ReadonlySet<string>,
): { main: Field[]; details: Field[]; more: Field[] } {
  const projectId = issue.fields.project?.id;
  const isShown = (field: Field): boolean => editable.has(field.id) || !isEmptyValue(issue.fields[field.id]);
  const leading = ['Description', 'Hostname', 'Additional Context']
    .map(name => fieldNamed(fields, name, projectId))
    .filter(field => field !== undefined)
    .filter(isShown);
  const others = fields.filter(field => field.custom && !leading.includes(field) && isShown(field));
  const isParagraph = (field: Field): boolean => formOf(field.schema) === 'paragraph';
  const people = PEOPLE_AND_MORE.map(id => fields.find(field => field.id === id)).filter(field => field !== undefined);
  const short = others.filter(field => !isParagraph(field));
  const isUsual = (field: Field): boolean => USUAL.includes(field.name) || !isEmptyValue(issue.fields[field.id]);
  return {
    main: [...leading, ...others.filter(field => isParagraph(field) && !isEmptyValue(issue.fields[field.id]))],
    details: [...people, ...short.filter(isUsual)],
    more: short.filter(field => !isUsual(field)),
  };
}

/** Jira's issue view. */
export function IssueView({
  issue,
  fields,
  editable,
  changelog,
  modules,
  onChanged,
  onModulesChanged,
}: Props): ReactNode {
  const { main, details, more } = arrange(issue, fields, editable);
  const { summary, project, issuetype, reporter, created } = issue.fields;
  const panels = modules.filter(module => module.type === 'jira:issuePanel');
  return (
    <>
      <nav aria-label="Breadcrumbs" className="breadcrumbs">
        <ol>
          <li>
            <a href="/">{project?.name ?? 'All work'}</a>
          </li>
          <li>
            <IssueTypeIcon name={issuetype?.name ?? 'Work'} />
            <a href={`/browse/${issue.key}`} aria-current="page">
              {issue.key}
            </a>
          </li>
        </ol>
      </nav>
      <div className="issue">
        <div className="issue-main">
          <h1 className="issue-summary">
            <InlineText
              issueKey={issue.key}
              fieldId="summary"
              label="Summary"
              value={summary ?? ''}
              canEdit={editable.has('summary')}
              isRequired
              onSaved={onChanged}
            />
          </h1>
          <AppsMenu issueId={issue.id} panels={panels} onChanged={onModulesChanged} />
          {main.map(field => (
            <FieldSection
              key={field.id}
              field={field}
              issue={issue}
              canEdit={editable.has(field.id)}
              onChanged={onChanged}
            />
          ))}
          {panels
            .filter(panel => panel.state === 'pinned')
            .map(panel => (
              <PanelSection key={panel.key} panel={panel} issue={issue} onRefresh={onChanged} />
            ))}
          <Activity groups={changelog} created={created} creator={reporter?.displayName} />
        </div>
        <IssueDetails issue={issue} fields={details} more={more} editable={editable} onChanged={onChanged} />
      </div>
    </>
  );
}
