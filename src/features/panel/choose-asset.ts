import type { ChoiceInput, RunAnswer } from '../../contract/panel';
import { refuse, type Reply } from '../../contract/reply';
import { applyChoice, isKnown } from './panel-choices';
import type { Asker, RunPorts } from './panel-ports';
import { lostChoice, mayNotEdit, newerRecord, toProblem } from './panel-problem';
import { keysOf } from './panel-view';
import { runForPerson } from './run-for-person';

/**
 * *This one*, *Not this machine* and *Undo*: remembers the decision in the record and runs again with what Axonius
 * answered before. The decision only selects among candidates; the run checks it against them once more.
 */
export async function chooseAsset(input: ChoiceInput, asker: Asker, ports: RunPorts): Promise<Reply<RunAnswer>> {
  const rights = await ports.requireRights(asker.issueId);
  if (rights.editing !== 'allowed') return refuse(mayNotEdit);
  const [site, issue] = await Promise.all([ports.readSite(asker.issueId), ports.openIssue(asker.issueId)]);
  if (!site.ok) return refuse(toProblem(site.failure));
  if (!issue.ok) return refuse(toProblem(issue.failure));
  const { record, isNewerRecord } = issue.value;
  if (isNewerRecord) return refuse(newerRecord);
  if (record === null || !isKnown(input, record, keysOf(record, site.value.settings.naming))) return refuse(lostChoice);

  const decision = { by: asker.accountId ?? '', at: ports.now().toISOString() };
  return runForPerson(
    {
      asker,
      rights,
      issue: issue.value,
      fresh: false,
      decide: read => ({ ...read, choices: applyChoice(read.choices, input, decision) }),
    },
    ports,
  );
}
