import { toRights } from './rights';

const granted = (globalPermissions: string[], projectPermissions: { permission: string; issues: string[] }[]) =>
  ({ ok: true, value: { globalPermissions, projectPermissions } }) as const;
const edit = { permission: 'EDIT_ISSUES', issues: ['10001'] };

describe('what a person may do', () => {
  it.each([
    ['may edit this issue', granted([], [edit]), { editing: 'allowed', isAdmin: false }],
    ['administers Jira and may edit', granted(['ADMINISTER'], [edit]), { editing: 'allowed', isAdmin: true }],
    ['administers Jira alone', granted(['ADMINISTER'], []), { editing: 'denied', isAdmin: true }],
    ['may edit another issue', granted([], [{ ...edit, issues: ['10002'] }]), { editing: 'denied', isAdmin: false }],
    [
      'may only look at this one',
      granted([], [{ ...edit, permission: 'BROWSE_PROJECTS' }]),
      { editing: 'denied', isAdmin: false },
    ],
  ])('who %s', (_, answer, rights) => {
    expect(toRights(answer, '10001')).toEqual(rights);
  });

  it('is nothing where Jira doesn’t say', () => {
    const failure = { kind: 'unavailable', side: 'jira', sentence: '', retryAfterMs: null, status: 503 } as const;
    expect(toRights({ ok: false, failure }, '10001')).toEqual({ editing: 'denied', isAdmin: false });
  });
});
