import { defaultSettings } from '../settings/settings';
import { readCreateForms } from './alert-findings';

const alert = { id: '10001', name: 'Security Alert' };
const ofTeam = { id: '10010', name: 'Security Alert' };
const projects = [
  { id: '1', key: 'SEC', name: '', style: 'classic', issueTypes: [{ id: '10001' }] },
  { id: '2', key: 'HR', name: '', style: 'classic', issueTypes: [{ id: '10009' }] },
  { id: '3', key: 'TRI', name: '', style: 'next-gen', issueTypes: [{ id: '10010' }] },
];

/** A site that notes which create forms it was asked for. */
function aSite(found: readonly (typeof projects)[number][]) {
  const asked: string[] = [];
  const client: Parameters<typeof readCreateForms>[2] = {
    searchProjects: () => Promise.resolve({ ok: true, value: { projects: found, isLast: true } }),
    createFields: (projectId, typeId) => {
      asked.push(`${projectId} ${typeId}`);
      return Promise.resolve({ ok: true, value: [{ fieldId: 'f1', name: '', required: false, operations: [] }] });
    },
  };
  return { asked, client };
}

it('asks for no form of a type that the project does not have', async () => {
  const { asked, client } = aSite(projects);
  const forms = await readCreateForms(defaultSettings.alerts, [alert, ofTeam], client);
  expect(asked).toEqual(['1 10001']);
  expect(forms.map(({ project }) => project.key)).toEqual(['SEC']);
});

it('asks for the form of a team-managed project that was chosen', async () => {
  const { asked, client } = aSite(projects);
  await readCreateForms({ ...defaultSettings.alerts, projects: ['1', '3'] }, [alert, ofTeam], client);
  expect(asked).toEqual(['1 10001', '3 10010']);
});
