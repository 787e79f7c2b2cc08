import type { RunRequest, RunEnding } from '../runs/ports';

/** One line per run: ids, outcome, durations and counts; never what an alert or an asset says. */
export function logRun(request: RunRequest, ending: RunEnding, now: Date): void {
  const record = 'record' in ending ? ending.record : null;
  const line = {
    issue: request.issueId,
    trigger: request.trigger,
    try: request.retry.count + 1,
    result: ending.kind,
    ...(record === null || ending.kind === 'unchanged'
      ? {}
      : {
          outcome: record.outcome,
          written: record.written,
          questions: record.questions,
          ms: now.getTime() - Date.parse(record.startedAt),
        }),
    ...(ending.kind === 'failed'
      ? {
          failure: `${ending.failure.side}:${ending.failure.kind}`,
          status: ending.failure.status,
          gaveUp: ending.gaveUp,
        }
      : {}),
    ...('retryAfterMs' in ending ? { retryAfterMs: ending.retryAfterMs } : {}),
  };
  console.log(`run ${JSON.stringify(line)}`);
}
