import { defaultSettings } from '../settings/settings';
import { isAlert } from './alert-scope';

const scope = (alerts: Partial<typeof defaultSettings.alerts>, issueTypeIds: readonly string[] | null) => ({
  settings: { ...defaultSettings, alerts: { ...defaultSettings.alerts, ...alerts } },
  issueTypeIds,
});
const place = (projectId: string | null, id: string | null, name: string | null) => ({
  projectId,
  issueType: { id, name },
});

describe('is this an alert?', () => {
  it.each([
    ['of a type with the configured name, before ids are known', place('1', '7', ' security ALERT '), null, true],
    ['of another type, before ids are known', place('1', '7', 'Task'), null, false],
    ['of a type that the name stands for', place('1', '7', null), ['7', '8'], true],
    ['of a type of the same name that the name does not stand for', place('1', '9', 'Security Alert'), ['7'], false],
    ['whose event tells the name alone, though ids are known', place('1', null, 'Security Alert'), ['7'], true],
    ['whose type isn’t said', place('1', null, null), ['7'], null],
  ])('an issue %s', (_, issue, ids, expected) => {
    expect(isAlert(issue, scope({}, ids))).toBe(expected);
  });

  it.each([
    ['no project chosen', [], '5', true],
    ['its project chosen', ['4', '5'], '5', true],
    ['another project chosen', ['4'], '5', false],
    ['a project that isn’t said', ['4'], null, true],
  ])('with %s', (_, projects, projectId, expected) => {
    expect(isAlert(place(projectId, '7', null), scope({ projects }, ['7']))).toBe(expected);
  });

  it('a type that is configured by its id needs no name', () => {
    const byId = scope({ issueTypes: [{ id: '7' }] }, null);
    expect(isAlert(place('1', '7', 'Anything'), byId)).toBe(true);
    expect(isAlert(place('1', '8', 'Anything'), byId)).toBe(false);
  });
});
