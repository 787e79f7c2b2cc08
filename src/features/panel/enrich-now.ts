import type { RunAnswer } from '../../contract/panel';
import { refuse, type Reply } from '../../contract/reply';
import type { Asker, RunPorts } from './panel-ports';
import { mayNotEdit, toProblem } from './panel-problem';
import { runForPerson } from './run-for-person';

/** *Enrich*: looks the alert up anew, past the cache, for a person who may edit the issue. */
export async function enrichNow(asker: Asker, ports: RunPorts): Promise<Reply<RunAnswer>> {
  const rights = await ports.requireRights(asker.issueId);
  if (rights.editing !== 'allowed') return refuse(mayNotEdit);
  const issue = await ports.openIssue(asker.issueId);
  if (!issue.ok) return refuse(toProblem(issue.failure));
  return runForPerson({ asker, rights, issue: issue.value, fresh: true, decide: null }, ports);
}
