import type { AlertRecord } from '../../src/contract/record';

/** More people than this rarely decide about one alert; each name is a request. */
const MOST_PEOPLE = 5;
/** Anybody who may edit an issue can write its record: what isn't shaped like an account id is nobody. */
const ACCOUNT_ID = /^[\w:-]{1,128}$/;
export const ROLES = ['creator', 'reporter', 'assignee'] as const;

/** Account ids of those whose decisions and presses the panel tells of, except the one who looks. */
export function peopleIn({ choices, requestedBy }: AlertRecord, viewer: string | null): readonly string[] {
  const ids = [...Object.values(choices).map(({ by }) => by), ...(requestedBy === null ? [] : [requestedBy])];
  return [...new Set(ids)].filter(id => id !== viewer && ACCOUNT_ID.test(id)).slice(0, MOST_PEOPLE);
}

/** JQL for an issue in which this person has a role. */
export function issueOf(accountId: string): string {
  return `${ROLES.map(role => `${role} = "${accountId}"`).join(' OR ')} ORDER BY updated DESC`;
}

/** The name that an answer gives to this account, in whichever role. */
export function nameIn(answer: unknown, accountId: string): string | null {
  const [issue] = listAt(answer, 'issues');
  const people = ROLES.map(role => at(at(issue, 'fields'), role));
  const person = people.find(one => at(one, 'accountId') === accountId);
  const name = at(person, 'displayName');
  return typeof name === 'string' && name.trim() !== '' ? name : null;
}

function listAt(value: unknown, key: string): readonly unknown[] {
  const list = at(value, key);
  return Array.isArray(list) ? list : [];
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
