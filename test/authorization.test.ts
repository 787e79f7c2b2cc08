import Resolver from '@forge/resolver';

/**
 * Who may call which function of which resolver. A new function without a rule fails here, and so does a rule that the
 * function doesn't keep. The app's own code runs, up to Forge's two globals, which are answered here.
 */
type Rule =
  /** Nobody but who administers Jira. */
  | 'administers'
  /** Nobody but who may edit the issue around the panel. */
  | 'edits'
  /** Whoever Jira shows the panel to: it sees the issue. */
  | 'sees';

const RULES: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  adminPage: {
    loadSettings: 'administers',
    testConnection: 'administers',
    saveConnection: 'administers',
    saveSettings: 'administers',
    startOver: 'administers',
    loadSite: 'administers',
    checkAlerts: 'administers',
    listAlerts: 'administers',
    preview: 'administers',
    suggestFacts: 'administers',
    suggestSuffixes: 'administers',
    loadHealth: 'administers',
    runFailedAgain: 'administers',
    loadBackfill: 'administers',
    checkBackfill: 'administers',
    startBackfill: 'administers',
    commandBackfill: 'administers',
    runBackfillAgain: 'administers',
    loadCheck: 'administers',
    startCheck: 'administers',
    startWatch: 'administers',
    stopWatch: 'administers',
  },
  issuePanel: { load: 'sees', progress: 'sees', enrich: 'edits', choose: 'edits' },
};

type Caller = 'admin' | 'analyst' | 'viewer' | 'nobody';

/** What a caller could hope to be believed: none of it comes from the platform. */
const FORGED = {
  accountId: 'admin',
  context: { accountId: 'admin', extension: { issue: { id: '10001' } } },
  issueId: '10002',
  principal: { accountId: 'admin' },
};

const PAYLOADS: Readonly<Record<string, object>> = {
  testConnection: { address: 'https://demo.on.axonius.com', key: 'key', secret: 'secret', hostname: '' },
  saveConnection: { address: 'https://demo.on.axonius.com', key: 'key', secret: 'secret', revision: 0 },
  preview: { issue: 'SEC-1', draft: { alerts: {}, output: {}, naming: {}, advanced: {} } },
  checkBackfill: { jql: 'project = SEC' },
  startBackfill: { jql: 'project = SEC', mode: 'record' },
  commandBackfill: { id: 'a', command: 'cancel' },
  runBackfillAgain: { id: 'a' },
  choose: { kind: 'this-one', observable: 'hostname:web01', assetId: 'a'.repeat(32) },
};

interface Request {
  readonly as: string;
  readonly what: string;
}

/** Everything that the app asks of the platform during one call; the permission check alone is answered in full. */
const world: { caller: Caller; requests: Request[]; brokenCheck: Response | null } = {
  caller: 'nobody',
  requests: [],
  brokenCheck: null,
};

const HELD: Readonly<Record<Caller, { readonly global: readonly string[]; readonly edits: boolean }>> = {
  admin: { global: ['ADMINISTER'], edits: true },
  analyst: { global: [], edits: true },
  viewer: { global: [], edits: false },
  nobody: { global: [], edits: false },
};

function answer(
  target: { readonly type: string; readonly provider?: string; readonly remote?: string },
  path: string,
  init: { readonly method?: string; readonly body?: string } = {},
): Response {
  const as = target.provider ?? 'none';
  world.requests.push({ as, what: `${init.method ?? 'GET'} ${path}` });
  if (as === 'user' && world.caller === 'nobody') {
    return new Response('', { status: 401, headers: { 'forge-proxy-error': 'NEEDS_AUTHENTICATION_ERR' } });
  }
  if (path.endsWith('/permissions/check') && as === 'user') {
    if (world.brokenCheck !== null) return world.brokenCheck;
    const { global, edits } = HELD[world.caller];
    return Response.json({
      globalPermissions: global,
      projectPermissions: edits ? [{ permission: 'EDIT_ISSUES', issues: [10001], projects: [] }] : [],
    });
  }
  if (target.type === 'kvs') return Response.json({ code: 'KEY_NOT_FOUND', message: 'no such key' }, { status: 404 });
  return Response.json({}, { status: 404 });
}

type Handler = (call: object, runtime: object) => Promise<unknown>;
const resolvers = new Map<string, { readonly keys: readonly string[]; readonly handle: Handler }>();

beforeAll(async () => {
  Object.assign(globalThis, {
    __forge_fetch__: (...request: Parameters<typeof answer>) => Promise.resolve(answer(...request)),
    fetch: (url: string) => {
      world.requests.push({ as: 'app', what: `egress ${url}` });
      return Promise.reject(new Error('no network in this test'));
    },
    __forge_runtime__: {
      appContext: { appId: 'app', environmentId: 'e', installationId: 'i', invocationId: 'x', moduleKey: 'm' },
      lambdaContext: { getRemainingTimeInMillis: () => 20_000 },
      metrics: {},
    },
  });
  // What each resolver defines is seen while it is made.
  const defined: { owner: Resolver; key: string }[] = [];
  const define = jest.spyOn(Resolver.prototype, 'define').mockImplementation(function (this: Resolver, key, run) {
    defined.push({ owner: this, key });
    Reflect.get(this, 'functions')[key] = run;
    return this;
  });
  const owners = new Map<unknown, Resolver>();
  const getDefinitions = Resolver.prototype.getDefinitions;
  const remember = jest.spyOn(Resolver.prototype, 'getDefinitions').mockImplementation(function (this: Resolver) {
    const handler = getDefinitions.call(this);
    owners.set(handler, this);
    return handler;
  });
  const app: Record<string, unknown> = await import('../src/index');
  define.mockRestore();
  remember.mockRestore();
  for (const [name, handle] of Object.entries(app)) {
    const owner = owners.get(handle);
    if (owner === undefined) continue;
    const keys = defined.filter(one => one.owner === owner).map(({ key }) => key);
    resolvers.set(name, { keys, handle: handle as Handler });
  }
});

async function call(resolver: string, key: string, caller: Caller, extension: object = { issue: { id: '10001' } }) {
  world.caller = caller;
  world.requests = [];
  const context = { ...(caller === 'nobody' ? {} : { accountId: caller }), extension };
  const payload = { ...FORGED, ...PAYLOADS[key] };
  const known = resolvers.get(resolver);
  if (known === undefined) throw new Error(`There is no resolver ${resolver}.`);
  // @forge/resolver takes who calls from the second argument, as Forge fills it.
  const around = caller === 'nobody' ? {} : { principal: { accountId: caller } };
  const reply = known.handle({ call: { functionKey: key, payload }, context }, around);
  const value = await reply.catch((error: unknown) => ({ thrown: error instanceof Error ? error.name : 'error' }));
  const others = world.requests.filter(({ what }) => !what.includes('/permissions/check'));
  return { value: value as { ok?: boolean; problem?: { kind: string }; thrown?: string }, others };
}

const CALLERS: readonly Caller[] = ['admin', 'analyst', 'viewer', 'nobody'];
const may: Readonly<Record<Rule, readonly Caller[]>> = {
  administers: ['admin'],
  edits: ['admin', 'analyst'],
  sees: CALLERS,
};

test('every function of every resolver has a rule, and every rule a function', () => {
  const functions = Object.fromEntries([...resolvers].map(([name, { keys }]) => [name, [...keys].sort()]));
  const ruled = Object.fromEntries(Object.entries(RULES).map(([name, rules]) => [name, Object.keys(rules).sort()]));
  expect(functions).toEqual(ruled);
});

test('the panel’s resolver knows no function of the admin page', async () => {
  for (const key of Object.keys(RULES['adminPage'] ?? {})) {
    await expect(resolvers.get('issuePanel')?.handle({ call: { functionKey: key }, context: {} }, {})).rejects.toThrow(
      'has no definition',
    );
  }
});

const cases = Object.entries(RULES).flatMap(([resolver, rules]) =>
  Object.entries(rules).flatMap(([key, rule]) => CALLERS.map(caller => ({ resolver, key, rule, caller }))),
);
const denied = cases.filter(({ rule, caller }) => !may[rule].includes(caller));
const allowed = cases.filter(({ rule, caller }) => may[rule].includes(caller));

test.each(denied)('$resolver $key does nothing for $caller', async ({ resolver, key, caller }) => {
  const { value, others } = await call(resolver, key, caller);
  if (caller === 'nobody') expect(value).toEqual({ thrown: 'NEEDS_AUTHENTICATION_ERR' });
  else expect(value).toMatchObject({ ok: false, problem: { kind: 'forbidden' } });
  expect(others).toEqual([]);
});

test.each(allowed)('$resolver $key is not refused to $caller', async ({ resolver, key, caller }) => {
  const { value } = await call(resolver, key, caller);
  expect(value.problem?.kind).not.toBe('forbidden');
});

test.each(Object.keys(RULES['issuePanel'] ?? {}))('issuePanel.%s takes no issue from the payload', async key => {
  const { value, others } = await call('issuePanel', key, 'admin', {});
  expect(value).toMatchObject({ ok: false });
  expect(others).toEqual([]);
});

test.each(['an error', 'a yes of another shape'])('%s from the permission check means no', async broken => {
  world.brokenCheck = broken === 'an error' ? Response.json({}, { status: 500 }) : Response.json({ ADMINISTER: true });
  const { value, others } = await call('adminPage', 'loadSettings', 'admin');
  world.brokenCheck = null;
  expect(value).toMatchObject({ ok: false, problem: { kind: 'forbidden' } });
  expect(others).toEqual([]);
});
