import type { Answer, AskOptions } from '../domain/matching/answer';
import { assetKey } from '../domain/matching/asset';
import { judge } from '../domain/matching/judge';
import type { Judgement } from '../domain/matching/judgement';
import { subjectOf } from '../domain/matching/subject';
import type { Failure, Result } from '../domain/pacing/failure';
import type { Report } from '../domain/record/report';
import { failed } from './ending';
import type { OpenedAlert } from './open-alert';
import type { EnrichmentPorts, RunRequest } from './ports';
import type { RunPolicy } from './run-policy';

/** Kept free at the end of an invocation for reading once more and writing. */
const WRITING_MARGIN_MS = 8_000;

/** So long the machine waits for what else is known about it. */
const CONTEXT_WITHIN_MS = 4_000;

export type FindOutPorts = Pick<EnrichmentPorts, 'ask' | 'askContext' | 'enterStep' | 'now' | 'random' | 'remainingMs'>;

/** First half of a run: asks about what an alert names and judges the candidates. Writes nothing, and reads nothing of Jira. */
export async function findOut(
  opened: OpenedAlert,
  request: RunRequest,
  policy: RunPolicy,
  ports: FindOutPorts,
): Promise<Report> {
  const answer = await ask(opened, request, policy, ports);
  ports.enterStep('judging');
  if (!answer.ok) return concludeFailure(opened, answer.failure, request, ports);
  const report = concludeAnswer(opened, answer.value, request, ports.now());
  const options = askOptions(request, policy, ports);
  const findings = await ports.askContext(subjectOf(opened.alert, report.judgement), opened.setup, {
    ...options,
    withinMs: Math.min(CONTEXT_WITHIN_MS, options.withinMs),
  });
  return findings.length === 0 ? report : { ...report, findings };
}

/**
 * Asks at most once, however often the alert is judged anew: what it names is the same each time. Which machine that is may
 * change with a decision; each is asked about once.
 */
export function askOnce(ports: FindOutPorts): FindOutPorts {
  let asked: Promise<Result<Answer>> | null = null;
  const told = new Map<string, ReturnType<FindOutPorts['askContext']>>();
  return {
    ...ports,
    askContext: (subject, ...question) => {
      const machines = subject.assets.map(assetKey).join();
      const known = told.get(machines) ?? ports.askContext(subject, ...question);
      told.set(machines, known);
      return known;
    },
    ask: (...question) => {
      if (asked === null) ports.enterStep('asking');
      return (asked ??= ports.ask(...question));
    },
  };
}

function ask(
  { found, setup }: OpenedAlert,
  request: RunRequest,
  policy: RunPolicy,
  ports: FindOutPorts,
): Promise<Result<Answer>> {
  if (found.observables.length === 0) return Promise.resolve({ ok: true, value: { observables: [], questions: 0 } });
  return ports.ask(found.observables, setup, askOptions(request, policy, ports));
}

function askOptions({ fresh, isCrowded }: RunRequest, policy: RunPolicy, ports: FindOutPorts): AskOptions {
  return { fresh, isCrowded, withinMs: Math.min(policy.askWithinMs, ports.remainingMs() - WRITING_MARGIN_MS) };
}

function concludeAnswer(
  opened: OpenedAlert,
  answer: Answer,
  request: RunRequest,
  now: Date,
): Report & { readonly judgement: Judgement } {
  const { alert, found, setup } = opened;
  const choices = alert.record?.choices ?? {};
  const judgement = judge({
    observables: found.observables,
    answers: answer.observables,
    alertTime: alert.alertTime,
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
    ...startReport(opened, request, now),
    judgement,
    failure: null,
    answeredAt: answer.observables.map(({ answeredAt }) => answeredAt).sort()[0] ?? null,
    questions: answer.questions,
    ...(answer.provisional === undefined ? {} : { provisional: answer.provisional }),
    ...(answer.partial === undefined ? {} : { partial: answer.partial }),
    choices: Object.fromEntries(kept),
  };
}

/** The report of a run that got no answer. */
export function concludeFailure(
  opened: OpenedAlert,
  failure: Failure,
  request: RunRequest,
  ports: Pick<EnrichmentPorts, 'now' | 'random'>,
): Report {
  const now = ports.now();
  const { retryAfterMs, gaveUp } = failed(failure, request, ports);
  const nextTry = retryAfterMs === null ? null : new Date(now.getTime() + retryAfterMs).toISOString();
  return {
    ...startReport(opened, request, now),
    judgement: null,
    failure: { failure, nextTry, gaveUp },
    answeredAt: null,
    questions: 0,
    choices: opened.alert.record?.choices ?? {},
  };
}

function startReport({ alert, found, input, setup, startedAt }: OpenedAlert, request: RunRequest, now: Date) {
  return {
    issueId: alert.id,
    found,
    input,
    createdAt: alert.createdAt,
    alertTime: alert.alertTime,
    startedAt: startedAt.toISOString(),
    enrichedAt: now.toISOString(),
    trigger: request.trigger,
    requestedBy: request.requestedBy,
    freshnessDays: setup.settings.output.freshnessDays,
  };
}
