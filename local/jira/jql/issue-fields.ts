import { ISSUE_TYPES, PRIORITIES, PROJECTS, STATUSES } from '../catalogue';
import { JiraError } from '../errors';
import { valueText } from '../field-values';
import { asText, isJsonArray } from '../json';
import { APP_ACCOUNT_ID, USERS } from '../people';
import type { SiteState } from '../state';
import { parseTime } from '../time-format';
import type { FieldDefinition, Issue, Json } from '../types';
import { readJqlDate } from './dates';
import {
  EMPTINESS,
  EQUALITY,
  holds,
  LIST,
  ORDER,
  TEXT,
  type Comparable,
  type IndexedIssue,
  type JqlField,
} from './field';
import type { Term } from './query';

type GivenTerm = Exclude<Term, { kind: 'empty' }>;

export interface JqlReader {
  /** Whether the index holds issue properties. */
  readonly isIndexed: boolean;
  readonly state: SiteState;
  readonly now: Date;
  readonly currentUser: string;
  readonly canBrowse: (issue: Issue) => boolean;
}

function noSuchValue(text: string, label: string): JiraError {
  return new JiraError(400, [`The value '${text}' does not exist for the field '${label}'.`]);
}

function textOf(term: GivenTerm, label: string): string {
  if (term.kind === 'value') return term.text;
  throw new JiraError(400, [`Unable to find JQL function '${term.name}()' for the field '${label}'.`]);
}

/** A field whose values are things of the site that have an id and a name; several may share a name. */
function named(
  label: string,
  things: readonly { readonly id: string; readonly name: string; readonly key?: string }[],
  valueOf: (issue: IndexedIssue) => string,
): JqlField {
  return {
    label,
    operators: [...EQUALITY, ...LIST, ...EMPTINESS],
    sortable: true,
    valuesOf: issue => [valueOf(issue)],
    read(term) {
      const text = textOf(term, label);
      const wanted = text.toLowerCase();
      const found = things.filter(
        ({ id, name, key }) => id === text || name.toLowerCase() === wanted || key?.toLowerCase() === wanted,
      );
      if (found.length === 0) throw noSuchValue(text, label);
      return found.map(({ id }) => id);
    },
  };
}

function dated(label: string, reader: JqlReader, valuesOf: JqlField['valuesOf'], empty: boolean): JqlField {
  return {
    label,
    operators: [...EQUALITY, ...ORDER, ...LIST, ...(empty ? EMPTINESS : [])],
    sortable: true,
    valuesOf,
    read(term) {
      const time = readJqlDate(term, reader.now);
      if (time !== null) return [time];
      const text = term.kind === 'value' ? term.text : `${term.name}()`;
      throw new JiraError(400, [
        `Date value '${text}' for field '${label}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', ` +
          `'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`,
      ]);
    },
  };
}

function worded(
  label: string,
  textsOf: (issue: IndexedIssue) => readonly (string | null)[],
  sortable: boolean,
): JqlField {
  return {
    label,
    operators: [...TEXT, ...EMPTINESS],
    sortable,
    valuesOf: issue => textsOf(issue).flatMap(text => (text === null || text === '' ? [] : [text])),
    read: term => [textOf(term, label)],
  };
}

function personal(label: string, reader: JqlReader, valueOf: (issue: IndexedIssue) => Json): JqlField {
  return {
    label,
    operators: [...EQUALITY, ...LIST, ...EMPTINESS],
    sortable: true,
    valuesOf(issue) {
      const value = valueOf(issue);
      return typeof value === 'string' ? [value] : [];
    },
    read(term) {
      if (term.kind === 'function' && term.name === 'currentuser') return [reader.currentUser];
      const text = textOf(term, label);
      const user = USERS.find(({ accountId, email, displayName }) => [accountId, email, displayName].includes(text));
      if (user === undefined && text !== APP_ACCOUNT_ID) throw noSuchValue(text, label);
      return [user?.accountId ?? text];
    },
  };
}

function numberOf(key: string): number {
  return Number(key.slice(key.lastIndexOf('-') + 1));
}

/**
 * `key`, `id`, `issue`: one that doesn't exist or isn't visible matches nothing and is no error in a search
 * (seen in Cloud: https://cdn.cdata.com/help/BJM/py/RSBJira_p_KeyColumnOperators.htm). `<`, `>` and the like mean the same
 * project and a number on that side of the named issue's, for ids as well
 * (Jira's own `com.atlassian.jira.jql.query.IssueIdClauseQueryFactory`, `handleRelational`).
 */
function keyed(label: string, reader: JqlReader): JqlField {
  const visible = (term: GivenTerm): Issue | null => {
    const issue = reader.state.issues.find(textOf(term, label));
    return issue !== undefined && reader.canBrowse(issue) ? issue : null;
  };
  return {
    label,
    index: 'id',
    operators: [...EQUALITY, ...LIST, ...ORDER],
    sortable: true,
    valuesOf: issue => [Number(issue.id)],
    sortKey: ({ key }) => `${key.slice(0, key.lastIndexOf('-'))} ${String(numberOf(key)).padStart(12, '0')}`,
    relate(term, operator) {
      const named = visible(term);
      if (named === null) return () => false;
      const { projectId, key } = named;
      return issue => issue.projectId === projectId && holds(numberOf(issue.key), operator, numberOf(key));
    },
    read(term) {
      const issue = visible(term);
      if (issue === null) return [];
      return [Number(issue.id)];
    },
  };
}

function stored(field: FieldDefinition, reader: JqlReader): JqlField {
  const valueOf = (issue: IndexedIssue): Json => issue.values.get(field.id) ?? null;
  const list = (issue: IndexedIssue): readonly Comparable[] => {
    const value = valueOf(issue);
    const items: readonly Json[] = isJsonArray(value) ? value : [value];
    return items.filter(item => typeof item === 'string' || typeof item === 'number');
  };
  const label = field.name;
  switch (field.kind) {
    case 'text':
    case 'summary':
      return worded(label, issue => [valueText(field, valueOf(issue))], true);
    case 'paragraph':
      return worded(label, issue => [valueText(field, valueOf(issue))], false);
    case 'labels':
    case 'url':
      return {
        label,
        operators: [...EQUALITY, ...LIST, ...EMPTINESS],
        sortable: true,
        valuesOf: list,
        read: term => [textOf(term, label)],
      };
    case 'select':
    case 'multi-select':
      return {
        label,
        operators: [...EQUALITY, ...LIST, ...EMPTINESS],
        sortable: true,
        valuesOf: list,
        read(term) {
          const text = textOf(term, label);
          const option = field.options?.find(
            ({ id, value }) => id === text || value.toLowerCase() === text.toLowerCase(),
          );
          if (option === undefined)
            throw new JiraError(400, [`The option '${text}' for field '${label}' does not exist.`]);
          return [option.id];
        },
      };
    case 'number':
      return {
        label,
        operators: [...EQUALITY, ...ORDER, ...LIST, ...EMPTINESS],
        sortable: true,
        valuesOf: list,
        read(term) {
          const number = Number(textOf(term, label));
          if (Number.isNaN(number)) throw noSuchValue(textOf(term, label), label);
          return [number];
        },
      };
    case 'date':
    case 'datetime':
      return dated(label, reader, issue => list(issue).flatMap(text => parseTime(String(text))?.getTime() ?? []), true);
    case 'user':
      return personal(label, reader, valueOf);
    case 'priority':
      return named(label, PRIORITIES, issue => asText(valueOf(issue)));
    case 'system':
      throw new JiraError(400, [`Field '${label}' is not searchable.`]);
  }
}

/** Every field of the site that the name means: more than one where several fields share a name. */
export function findIssueFields(name: string, reader: JqlReader): readonly JqlField[] {
  const wanted = name.toLowerCase();
  switch (wanted) {
    case 'project':
      return [named('project', PROJECTS, issue => issue.projectId)];
    case 'issuetype':
    case 'type':
      return [named(wanted, ISSUE_TYPES, issue => issue.typeId)];
    case 'status':
      return [named('status', STATUSES, issue => issue.statusId)];
    case 'statuscategory': {
      const categories = STATUSES.map(({ category }) => ({
        id: String(category.id),
        name: category.name,
        key: category.key,
      }));
      const categoryOf = (statusId: string): string =>
        String(STATUSES.find(({ id }) => id === statusId)?.category.id ?? '');
      return [named('statusCategory', categories, issue => categoryOf(issue.statusId))];
    }
    case 'created':
    case 'createddate':
      return [{ ...dated('created', reader, issue => [issue.created.getTime()], false), index: 'created' }];
    case 'updated':
    case 'updateddate':
      return [dated('updated', reader, issue => [issue.updated.getTime()], false)];
    case 'resolved':
    case 'resolutiondate':
      return [dated('resolved', reader, ({ resolved }) => (resolved === null ? [] : [resolved.getTime()]), true)];
    case 'key':
    case 'issuekey':
    case 'id':
    case 'issue':
      return [keyed(wanted, reader)];
    case 'creator':
      return [personal('creator', reader, issue => issue.creator)];
    case 'text': {
      const fields = reader.state.fields.all().filter(({ kind }) => ['text', 'summary', 'paragraph'].includes(kind));
      const texts = (issue: IndexedIssue): (string | null)[] =>
        fields.map(field => valueText(field, issue.values.get(field.id) ?? null));
      return [{ ...worded('text', texts, false), operators: TEXT }];
    }
    default:
      return reader.state.fields
        .all()
        .filter(({ kind }) => kind !== 'system')
        .filter(({ clauseNames }) => clauseNames.some(clause => clause.toLowerCase() === wanted))
        .map(field => stored(field, reader));
  }
}
