import type { Answer } from '../domain/matching/answer';
import { judge } from '../domain/matching/judge';
import type { Report } from '../domain/record/report';
import type { ReadAlert } from './read-alert';
import type { RunRequest, RunResult, Setup } from './ports';

/** The report of a run that Axonius answered. */
export function concludeAnswer(
  read: ReadAlert,
  answer: Answer,
  startedAt: Date,
  request: RunRequest,
  setup: Setup,
  now: Date,
): Report {
  const choices = read.alert.record?.choices ?? {};
  const judgement = judge({
    observables: read.found.observables,
    answers: answer.observables,
    alertTime: read.alert.alertTime,
    freshnessDays: setup.settings.output.freshnessDays,
    naming: setup.settings.naming,
    choices,
  });
  const kept = Object.entries(choices).map(([key, choice]) => {
    const { dropped: _, ...chosen } = choice;
    const dropped = judgement.droppedChoices[key];
    return [key, dropped === undefined ? chosen : { ...chosen, dropped }] as const;
  });
  return {
    ...startReport(read, startedAt, request, setup, now),
    judgement,
    failure: null,
    answeredAt: answer.observables.map(({ answeredAt }) => answeredAt).sort()[0] ?? null,
    questions: answer.questions,
    ...(answer.provisional === undefined ? {} : { provisional: answer.provisional }),
    choices: Object.fromEntries(kept),
  };
}

/** The report of a run that got no answer. */
export function concludeFailure(
  read: ReadAlert,
  ending: Extract<RunResult, { kind: 'failed' }>,
  startedAt: Date,
  request: RunRequest,
  setup: Setup,
  now: Date,
): Report {
  const { failure, retryAfterMs, gaveUp } = ending;
  const nextTry = retryAfterMs === null ? null : new Date(now.getTime() + retryAfterMs).toISOString();
  return {
    ...startReport(read, startedAt, request, setup, now),
    judgement: null,
    failure: { failure, nextTry, gaveUp },
    answeredAt: null,
    questions: 0,
    choices: read.alert.record?.choices ?? {},
  };
}

function startReport(read: ReadAlert, startedAt: Date, request: RunRequest, setup: Setup, now: Date) {
  return {
    issueId: read.alert.id,
    found: read.found,
    input: read.input,
    createdAt: read.alert.createdAt,
    alertTime: read.alert.alertTime,
    startedAt: startedAt.toISOString(),
    enrichedAt: now.toISOString(),
    trigger: request.trigger,
    requestedBy: request.requestedBy,
    freshnessDays: setup.settings.output.freshnessDays,
  };
}
