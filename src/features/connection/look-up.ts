import type { LookedUp } from '../../contract/admin';
import type { Settings } from '../../contract/settings';
import type { Answer } from '../../domain/matching/answer';
import type { Result } from '../../domain/pacing/failure';
import { findObservables } from '../../domain/observables/find-observables';
import { judge } from '../../domain/matching/judge';
import type { Observable } from '../../domain/observables/observable';

interface LookUpPorts {
  find(observables: readonly Observable[]): Promise<Result<Answer>>;
  now(): Date;
}

const MOST_ASSETS = 5;

/** Looks one name up as an alert created now would, for an admin who tries the connection. */
export async function lookUp(text: string, settings: Settings, ports: LookUpPorts): Promise<Result<LookedUp>> {
  const { observables, rejected } = findObservables([{ field: 'test', kind: 'auto', texts: [text] }], settings.naming);
  const nothing = { hostname: text, confidence: null, assets: [] };
  if (observables.length === 0) {
    const reason = rejected[0]?.reason ?? 'it names no machine';
    const sentence = `${text} is ignored: ${reason}.`;
    return { ok: true, value: { ...nothing, outcome: 'no-observable', sentence } };
  }
  const answer = await ports.find(observables);
  if (!answer.ok) return answer;
  const judgement = judge({
    observables,
    answers: answer.value.observables,
    alertTime: ports.now().toISOString(),
    freshnessDays: settings.output.freshnessDays,
    naming: settings.naming,
    choices: {},
  });
  const [first] = judgement.observables;
  const found: LookedUp = {
    hostname: text,
    outcome: judgement.outcome,
    confidence: judgement.confidence,
    sentence: first === undefined ? '' : sentenceFor(judgement.outcome, first.because, judgement.assets.length),
    assets: judgement.assets.slice(0, MOST_ASSETS).map(({ displayName, lastSeen, link }) => ({
      name: displayName,
      lastSeen,
      link,
    })),
  };
  return { ok: true, value: found };
}

function sentenceFor(outcome: LookedUp['outcome'], because: string, assets: number): string {
  switch (outcome) {
    case 'matched':
    case 'stale':
      return `One asset: ${because}.`;
    case 'ambiguous':
      return `${assets} assets, none of them confirmed: ${because}.`;
    case 'not-found':
    case 'no-observable':
    case 'failed':
      return 'No asset that the service account can see has this name.';
  }
}
