import type { RunRequest, RunResult } from '../runs/ports';

/** One line per run: ids, outcome, durations and counts; never what an alert or an asset says. */
export function logRun(request: RunRequest, result: RunResult, now: Date): void {
  const record = 'record' in result ? result.record : null;
  const line = {
    issue: request.issueId,
    trigger: request.trigger,
    try: request.retry.count + 1,
    result: result.kind,
    ...(record === null || result.kind === 'unchanged'
      ? {}
      : {
          outcome: record.outcome,
          written: record.written,
          questions: record.questions,
          ms: now.getTime() - Date.parse(record.startedAt),
        }),
    ...(result.kind === 'failed'
      ? {
          failure: `${result.failure.side}:${result.failure.kind}`,
          status: result.failure.status,
          gaveUp: result.gaveUp,
        }
      : {}),
    ...('retryAfterMs' in result ? { retryAfterMs: result.retryAfterMs } : {}),
  };
  console.log(`run ${JSON.stringify(line)}`);
}
