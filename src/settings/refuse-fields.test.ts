import { refuseFields, type NamedField } from './refuse-fields';

const field = (change: Partial<NamedField>): NamedField => ({
  role: 'source',
  name: 'Hostname',
  id: 'customfield_1',
  exists: true,
  fits: true,
  reason: null,
  ...change,
});
const target = field({ role: 'target', name: 'Additional Context', id: 'customfield_2' });

describe('fields that an admin chose', () => {
  it('are taken where each has its own', () => {
    expect(refuseFields([field({}), target])).toBeNull();
  });

  it('are refused where one is read and written by the same runs', () => {
    expect(refuseFields([field({}), { ...target, id: 'customfield_1' }])).toEqual({
      kind: 'invalid',
      sentence: '“Hostname” can’t be source and target: each write would start the next run.',
      nextStep: 'Choose another target field.',
    });
  });

  it('are refused where one is of a type that holds no such thing, with the reason', () => {
    const reason = 'The field called “Hostname” is not a date or date-time field.';
    expect(refuseFields([field({}), target, field({ role: 'time', id: null, fits: false, reason })])).toEqual({
      kind: 'invalid',
      sentence: reason,
      nextStep: 'Choose another field.',
    });
  });

  it('are taken where one isn’t there yet, or where two have no id', () => {
    const missing = { id: null, exists: false, fits: false, reason: 'Jira has no such field.' };
    expect(refuseFields([field(missing), { ...target, ...missing }])).toBeNull();
  });
});
