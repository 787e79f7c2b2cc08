import type { FrameLink } from './bridge-host';
import { createCommands, type Surface } from './bridge-commands';

const EGRESS = {
  egresses: [
    {
      key: 'tenant',
      description: 'Your Axonius instance',
      configured: [{ domain: 'https://axonius.acme.example', type: ['FETCH_BACKEND_SIDE'] }],
    },
  ],
};

interface Host {
  readonly called: string[];
  readonly link: FrameLink;
  run(command: string, data?: unknown): unknown;
}

function aHost(overrides: Partial<Surface> = {}): Host {
  const called: string[] = [];
  const link: FrameLink = {
    call: ({ __function }, ...args) => called.push(`function ${__function} ${JSON.stringify(args)}`),
    setTheme: () => undefined,
    onDisconnect: () => undefined,
  };
  const commands = createCommands({
    invoke: async (functionKey, payload) => ({ functionKey, payload }),
    context: async () => ({ moduleKey: 'issue-panel' }),
    themeAttributes: () => ({ 'data-color-mode': 'dark' }),
    showFlag: () => undefined,
    closeFlag: () => undefined,
    askConsent: async () => true,
    callEgress: async command => {
      called.push(`egress ${command}`);
      return { results: [] };
    },
    onThemed: () => undefined,
    ...overrides,
  });
  return { called, link, run: (command, data) => commands[command]?.(data, link) };
}

test('a resolver gets the payload of the screen', async () => {
  await expect(aHost().run('invoke', { functionKey: 'record', payload: { a: 1 } })).resolves.toEqual({
    functionKey: 'record',
    payload: { a: 1 },
  });
});

test('a surface without a refresh, a close or a modal refuses them, as Jira does', () => {
  const host = aHost();
  expect(host.run('refresh')).toBe(false);
  expect(host.run('close')).toBe(false);
  expect(host.run('submit', { a: 1 })).toBe(false);
  expect(() => host.run('createHistory')).toThrow('no history');
});

test('domains are approved only after the admin allowed them', async () => {
  const asked: unknown[] = [];
  const host = aHost({
    askConsent: async request => {
      asked.push(request);
      return true;
    },
  });
  await host.run('__permission__egressSet', EGRESS);
  expect(asked).toEqual([
    { domains: [{ domain: 'https://axonius.acme.example', description: 'Your Axonius instance' }] },
  ]);
  expect(host.called).toEqual(['egress set', 'egress get']);
});

test('a declined consent rejects and changes nothing', async () => {
  const host = aHost({ askConsent: async () => false });
  await expect(host.run('__permission__egressSet', EGRESS)).rejects.toThrow('declined');
  expect(host.called).toEqual([]);
});

test('an event reaches the frames that listen, until they stop', () => {
  const host = aHost();
  const id = host.run('on', { event: 'JIRA_ISSUE_CHANGED', callback: { __function: 7 } });
  host.run('emit', { event: 'JIRA_ISSUE_CHANGED', payload: { issueId: '1' } });
  host.run('off', id);
  host.run('emit', { event: 'JIRA_ISSUE_CHANGED', payload: { issueId: '2' } });
  expect(host.called).toEqual(['function 7 [{"issueId":"1"}]']);
});

test('a flag of the app calls back when its action is pressed', () => {
  let press = (): void => undefined;
  const host = aHost({ showFlag: flag => (press = flag.actions[0]?.onClick ?? press) });
  host.run('showFlag', { id: 'f', type: 'success', actions: [{ text: 'Undo', onClick: { __function: 3 } }] });
  press();
  expect(host.called).toEqual(['function 3 []']);
});

test('a request for another product is refused', async () => {
  const request = { product: 'confluence', restPath: '/wiki', fetchRequestInit: {}, isMultipartFormData: false };
  await expect(aHost().run('fetchProduct', request)).rejects.toThrow('no product "confluence"');
});
