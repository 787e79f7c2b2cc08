import { nameIn, peopleIn } from './people';
import { aRecord } from './testing/builders';

const anna = { accountId: '5b10ac8d82e05b22cc7d4ef5', displayName: 'Anna Analyst' };

it('asks for those who decided or pressed, and not for who looks', () => {
  const record = aRecord({
    requestedBy: 'ada',
    choices: {
      'hostname:web01': { assetId: 'b1', by: anna.accountId, at: '2026-11-24T02:00:00Z' },
      'hostname:web02': { assetId: 'b2', by: '" OR key = SEC-1 OR "', at: '2026-11-24T02:00:00Z' },
    },
  });
  expect(peopleIn(record, 'ada')).toEqual([anna.accountId]);
  expect(peopleIn(record, null)).toEqual([anna.accountId, 'ada']);
});

it('takes a name from the role that the person has, and none from another person', () => {
  const issue = { fields: { creator: { accountId: 'bot', displayName: 'Bot' }, assignee: anna } };
  expect(nameIn({ issues: [issue] }, anna.accountId)).toBe('Anna Analyst');
  expect(nameIn({ issues: [issue] }, 'somebody')).toBeNull();
  expect(nameIn({ issues: [] }, 'bot')).toBeNull();
  expect(nameIn('nonsense', 'bot')).toBeNull();
});
