import { DEFAULT_READINGS, type Readings } from '../../readings';
import { createSite, type Site } from '../site';
import { USERS } from '../people';
import type { IndexedProperty, IssueChange, Principal, SiteEvent } from '../types';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed body: null when it is empty. Reading a path that isn't there gives undefined. */
  readonly body: unknown;
  /** The value at a path such as `fields.summary` or `values.0.id`. */
  readonly at: (path: string) => unknown;
}

/** A site for tests: a clock that the test moves, and everything it told. */
export interface TestSite {
  readonly site: Site;
  readonly events: SiteEvent[];
  readonly changes: IssueChange[];
  readonly advance: (ms: number) => void;
  readonly now: () => Date;
  readonly call: (principal: Principal, method: string, path: string, body?: unknown) => Promise<Answer>;
  /** `PUT /__local/site` */
  readonly turn: (switches: Record<string, unknown>) => Promise<number>;
  /** Creates an issue in SEC as the analyst and answers its id. */
  readonly createAlert: (
    fields?: Record<string, unknown>,
    properties?: { key: string; value: unknown }[],
  ) => Promise<string>;
}

function person(name: string): Principal & { kind: 'user' } {
  const user = USERS.find(other => other.name === name);
  if (user === undefined) throw new Error(`no user ${name}`);
  return { kind: 'user', accountId: user.accountId };
}

export const ADMIN = person('admin');
export const ANALYST = person('analyst');
export const VIEWER = person('viewer');
export const APP: Principal = { kind: 'app' };
export const NOBODY: Principal = { kind: 'anonymous' };

export const HOSTNAME = 'customfield_10050';
export const CONTEXT = 'customfield_10051';

/** A document of one paragraph. */
export function aDocument(text: string): Record<string, unknown> {
  return { version: 1, type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
}

function look(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((current, key) => {
    if (typeof current !== 'object' || current === null) return undefined;
    return Reflect.get(current, key);
  }, value);
}

const INDEXED: readonly IndexedProperty[] = [
  { propertyKey: 'axonius-asset-intelligence', path: 'outcome', type: 'string', searchAlias: 'axoniusOutcome' },
  { propertyKey: 'axonius-asset-intelligence', path: 'assetCount', type: 'number', searchAlias: 'axoniusAssetCount' },
  { propertyKey: 'axonius-asset-intelligence', path: 'primary.lastSeen', type: 'date', searchAlias: 'axoniusLastSeen' },
  { propertyKey: 'axonius-asset-intelligence', path: 'note', type: 'text', searchAlias: 'axoniusNote' },
  { propertyKey: 'axonius-asset-intelligence', path: 'requestedBy', type: 'user', searchAlias: 'axoniusRequestedBy' },
  { propertyKey: 'axonius-asset-intelligence', path: 'assets', type: 'string', searchAlias: 'axoniusAssets' },
];

export function aSite(start = '2026-11-24T10:00:00.000Z', readings: Partial<Readings> = {}): TestSite {
  let time = Date.parse(start);
  const events: SiteEvent[] = [];
  const changes: IssueChange[] = [];
  const now = (): Date => new Date(time);
  const site = createSite({
    now,
    indexedProperties: INDEXED,
    readings: () => ({ ...DEFAULT_READINGS, ...readings }),
    emit: event => events.push(event),
    baseUrl: () => 'http://127.0.0.1:8080',
  });
  site.onChange(change => changes.push(change));

  const call: TestSite['call'] = async (principal, method, path, body) => {
    const response = await site.fetch(
      new Request(`http://127.0.0.1:8080/rest/api/3${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      }),
      principal,
    );
    const text = await response.text();
    const parsed: unknown = text === '' ? null : JSON.parse(text);
    return { status: response.status, headers: response.headers, body: parsed, at: wanted => look(parsed, wanted) };
  };

  return {
    site,
    events,
    changes,
    now,
    advance(ms) {
      time += ms;
    },
    call,
    async turn(switches) {
      const request = new Request('http://127.0.0.1:8080/site', {
        method: 'PUT',
        body: JSON.stringify(switches),
        headers: { 'content-type': 'application/json' },
      });
      return (await site.control.fetch(request)).status;
    },
    async createAlert(fields = {}, properties = []) {
      const created = await call(ANALYST, 'POST', '/issue', {
        fields: {
          project: { key: 'SEC' },
          issuetype: { name: 'Security Alert' },
          summary: 'Malware on a host',
          ...fields,
        },
        properties,
      });
      if (created.status !== 201) throw new Error(JSON.stringify(created.body));
      return String(created.at('id'));
    },
  };
}
