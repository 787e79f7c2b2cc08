import { defaultSettings } from '../../settings/settings';
import { checkAlerts, type CheckPorts } from './check-alerts';

const alerts = { ...defaultSettings.alerts, projects: ['10000'] };
const hostname = {
  role: 'source',
  index: 0,
  name: 'Hostname',
  id: 'f1',
  exists: true,
  fits: true,
  reason: null,
} as const;
const target = { ...hostname, role: 'target', name: 'Asset intelligence', id: 'f2' } as const;

type Forms = Awaited<ReturnType<CheckPorts['readCreateForms']>>;
type Access = Awaited<ReturnType<CheckPorts['readAccess']>>;

function aForm(key: string, isTeamManaged: boolean, fieldIds: readonly string[]): Forms[number] {
  return { project: { key, isTeamManaged }, issueType: { name: 'Security Alert' }, fieldIds };
}

function mayAll(key: string, isTeamManaged: boolean): Access[number] {
  return { key, isTeamManaged, mayBrowse: true, mayEdit: true };
}

async function sentences(site: Partial<{ forms: Forms; access: Access; editable: string[]; newest: string | null }>) {
  const { forms = [aForm('SEC', false, ['f1'])], access = [mayAll('SEC', false)], newest = 'SEC-1' } = site;
  const checked = await checkAlerts(alerts, {
    readFindings: async () => ({
      ok: true,
      value: { fields: [hostname, target], issueTypes: [{ id: '10010', name: 'Security Alert' }] },
    }),
    readCreateForms: async () => forms,
    findNewestAlert: async () => (newest === null ? null : { id: '1', key: newest }),
    readEditable: async () => site.editable ?? ['f1', 'f2'],
    readAccess: async () => access,
    countHidden: async () => 0,
  });
  return checked.ok
    ? checked.value.missing
        .filter(({ isCertain }) => isCertain)
        .map(({ sentence, link }) => ({ sentence, path: link?.path ?? null }))
    : [];
}

describe('a company-managed project', () => {
  it('that has all misses nothing, and the target need not be on the create form', async () => {
    expect(await sentences({})).toEqual([]);
  });

  it('without a source on its create screen gets told which screen, with a link to it', async () => {
    expect(await sentences({ forms: [aForm('SEC', false, [])] })).toEqual([
      {
        sentence: 'Put “Hostname” on the create screen of Security Alert in SEC.',
        path: '/plugins/servlet/project-config/SEC/screens',
      },
    ]);
  });

  it('may also be left out where other forms have the field', async () => {
    const forms = [aForm('SEC', false, ['f1']), aForm('HR', false, [])];
    expect(await sentences({ forms })).toEqual([
      {
        sentence: 'Put “Hostname” on the create screen of Security Alert in HR, or choose only projects that have it.',
        path: '/plugins/servlet/project-config/HR/screens',
      },
    ]);
  });

  it('whose edit screen lacks the target gets told so', async () => {
    expect(await sentences({ editable: ['f1'] })).toEqual([
      {
        sentence: 'Put “Asset intelligence” on the edit screen of SEC-1.',
        path: '/plugins/servlet/project-config/SEC/screens',
      },
    ]);
  });

  it.each([
    [true, 'grant Edit Issues to'],
    [false, 'grant Browse Projects and Edit Issues to'],
  ])(
    'that the app may not edit (and see: %s) gets one sentence: what to grant, and to whom',
    async (mayBrowse, says) => {
      const access = [{ key: 'SEC', isTeamManaged: false, mayBrowse, mayEdit: false }];
      const missing = await sentences({ access, editable: [] });
      expect(missing).toEqual([
        { sentence: expect.stringContaining(says), path: '/plugins/servlet/project-config/SEC/permissions' },
      ]);
      expect(missing[0]?.sentence).toContain('permission scheme of SEC');
    },
  );
});

describe('a team-managed project', () => {
  it('that has all misses nothing', async () => {
    const forms = [aForm('TRI', true, ['f1'])];
    expect(await sentences({ forms, access: [mayAll('TRI', true)], newest: 'TRI-1' })).toEqual([]);
  });

  it('that lacks a field is sent to no screen, which it does not have', async () => {
    const forms = [aForm('TRI', true, [])];
    const [missing, ...more] = await sentences({ forms, access: [mayAll('TRI', true)] });
    expect(missing?.sentence).toContain('“Hostname” does not exist in TRI: it is team-managed');
    expect(missing?.path).toBeNull();
    expect(more).toEqual([]);
  });

  it.each([
    [true, 'may not edit'],
    [false, 'may not see'],
  ])('that the app may not edit (and see: %s) gets no scheme to change', async (mayBrowse, says) => {
    const access = [{ key: 'TRI', isTeamManaged: true, mayBrowse, mayEdit: false }];
    const [missing, ...more] = await sentences({ forms: [aForm('TRI', true, ['f1'])], access, editable: [] });
    expect(missing?.sentence).toContain(`The app ${says} the alerts of TRI. It is team-managed`);
    expect(missing?.sentence).not.toContain('permission scheme');
    expect([missing?.path, more]).toEqual([null, []]);
  });
});
