import { randomUUID } from 'node:crypto';
import { kvs } from '@forge/kvs';
import { findAssets } from '../sources/axonius/find-assets';
import type { Settings } from '../contract/settings';
import type { Alert } from '../domain/alert/alert';
import type { Result } from '../domain/pacing/failure';
import { jiraPausedUntil } from '../domain/pacing/jira-pause';
import type { Pause } from '../domain/pacing/pause';
import { askAxonius, type AskingPorts } from '../sources/ask-axonius';
import type { EnrichmentPorts, Setup, Step } from '../runs/ports';
import { composeTarget } from '../jira/block/compose-target';
import { alertRequest, toAlert } from '../jira/read-alert';
import { writeContext } from '../jira/write-context';
import { createTenantMemory, type TenantMemory } from './tenant-memory';
import { createAnswerCache, type AnswerCache } from './answer-cache';
import { connectAxonius } from './axonius-connection';
import { remainingMs } from './invocation';
import { noteJiraLimit } from './jira-limits';
import { jiraAsApp } from './jira-request';
import { readPause, readStoredSite, writePause } from './site';
import { forgetNames, resolveAndKeepNames } from './site-names';
import { claimAndStore, releaseClaim } from './claims';
import { storageKeys, storeMany } from './storage';
import { needsNoTurn, takeTurn, type TurnTaking } from './turns';

/** A claim outlives the write that it protects: one request to Jira, its repetition, and a margin. */
const CLAIM_MS = 30_000;
/** One probe at a time; a probe that was ended half-way holds up the next one for so long. */
const PROBE_MS = 60_000;
/** Longer than runs wait for each other, so that they don't ask in turn. */
const QUESTION_MS = 20_000;

interface RunOptions {
  readonly enterStep?: (step: Step) => void;
  /** Stores what was learnt of the tenant right after asking, where no claim follows that it could go along with. */
  readonly storesAtOnce?: boolean;
  /** For runs that a person started. */
  readonly turns?: TurnTaking;
}

/** The ports of one run, made of real parts. Nothing in them outlives the invocation. */
export function enrichmentPorts(options: RunOptions = {}): EnrichmentPorts {
  const jira = jiraAsApp();
  const cache = createAnswerCache();
  const tenant = createTenantMemory();
  let pause: Pause | null = null;
  const takeEntries = () => [...tenant.takeEntries(), ...cache.takeEntries()];
  return {
    readSite: async () => {
      const stored = await readStoredSite();
      if (!stored.ok) return stored;
      const { settings } = stored.value;
      pause = stored.value.pause;
      tenant.start(stored.value.askingMode, settings.address ?? '');
      const names = stored.value.names ?? (await resolveAndKeepNames(settings));
      if ('ok' in names && !names.ok) return names;
      const setup = { settings, ...('ok' in names ? names.value : names) };
      return setup.sourceFields.length === 0
        ? missingFields(setup.problems)
        : {
            ok: true,
            value: {
              setup,
              pausedUntil: pause?.until ?? null,
              jiraPausedUntil: jiraPausedUntil(stored.value.jiraPause, ['read', 'write'], new Date()),
            },
          };
    },
    readAlert: async (issueId, setup) => {
      const issue = await noteJiraLimit('read', await jira.getIssue(issueId, alertRequest(setup)));
      if (!issue.ok) return issue;
      const alert = toAlert(issue.value, setup);
      if (!alert.ok) return alert;
      return { ok: true, value: isAlert(alert.value, setup) ? alert.value : null };
    },
    ask: async (observables, setup, askOptions) => {
      const ports = askingPorts({
        settings: setup.settings,
        cache,
        tenant,
        pause: () => pause,
        turns: options.turns,
      });
      const answer = await askAxonius(observables, setup.settings, askOptions, ports);
      if (options.storesAtOnce === true) await storeMany(tenant.takeEntries());
      return answer;
    },
    compose: composeTarget,
    claim: ({ issueId, owner, completed }) =>
      claimAndStore(
        {
          key: `alert:${issueId}`,
          owner,
          now: Date.now(),
          heldForMs: CLAIM_MS,
          finishedOwnerPrefix: completed === null ? null : `${completed}#`,
        },
        takeEntries(),
      ),
    release: ({ issueId, owner }) => releaseClaim(`alert:${issueId}`, owner),
    write: async write => {
      const written = await noteJiraLimit('write', await writeContext(jira, write));
      if (written.ok && written.value.notWritten === 'field-missing') await forgetNames();
      return written;
    },
    rememberNotVisible: issueId => kvs.set(storageKeys.notVisible(issueId), { since: new Date().toISOString() }),
    enterStep: options.enterStep ?? (() => undefined),
    now: () => new Date(),
    random: () => Math.random(),
    remainingMs,
  };
}

interface AskingParts {
  readonly settings: Settings;
  readonly cache: AnswerCache;
  readonly tenant: TenantMemory;
  readonly pause: () => Pause | null;
  readonly turns: TurnTaking | undefined;
}

function askingPorts({ settings, cache, tenant, pause, turns }: AskingParts): AskingPorts {
  // Where storage takes no claim, asking twice is better than not asking.
  const claim = async (key: string, heldForMs: number) => {
    const request = { key, owner: randomUUID(), now: Date.now(), heldForMs, finishedOwnerPrefix: null };
    const claimed = await claimAndStore(request, []);
    return !claimed.ok || claimed.value;
  };
  return {
    readCache: cache.read,
    keepForCache: answers => cache.keep(answers, settings),
    find: (observables, { address: configured, naming, output }, { fresh, withinMs }) => {
      const address = configured ?? '';
      const facts = output.facts.filter(({ shown }) => shown);
      return findAssets(
        {
          observables,
          naming,
          facts,
          leavesOutRefusedFields: true,
          freshFromAxonius: fresh,
          way: tenant.way(),
          withinMs,
        },
        { client: connectAxonius(address), address, now: () => new Date(), noteExpression: tenant.noteExpression },
      );
    },
    shareCache: () => storeMany(cache.takeEntries()),
    pause,
    readPause,
    writePause,
    claimProbe: ({ until }) => claim(`probe:${until}`, PROBE_MS),
    claimQuestion: (observable, known) => claim(cache.questionKey(observable, known), QUESTION_MS),
    takeTurn: ({ advanced }, { withinMs }) =>
      turns === undefined ? Promise.resolve(needsNoTurn) : takeTurn(advanced.concurrency, withinMs, turns),
    sleep: ms => new Promise(resolve => setTimeout(resolve, ms)),
    now: () => new Date(),
  };
}

/** Whether an issue is of a configured type and project. */
export function isAlert(alert: Alert, { issueTypeIds, settings }: Setup): boolean {
  const { projects } = settings.alerts;
  return issueTypeIds.includes(alert.issueTypeId) && (projects.length === 0 || projects.includes(alert.projectId));
}

function missingFields(problems: readonly string[]): Result<never> {
  const sentence = [...problems, 'A Jira admin must map the fields on the app’s configuration page.'].join(' ');
  return { ok: false, failure: { kind: 'not-configured', side: 'app', sentence, retryAfterMs: null, status: null } };
}
