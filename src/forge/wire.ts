import * as z from 'zod';
import type { Alert } from '../domain/alert/alert';
import type { Asset } from '../domain/matching/asset';
import type { Result } from '../domain/pacing/failure';
import { jiraPausedUntil } from '../domain/pacing/jira-pause';
import type { Pause } from '../domain/pacing/pause';
import { askContext } from '../sources/ask-context';
import { askInventories } from '../sources/ask-inventories';
import { AXONIUS, axoniusInventory } from '../sources/axonius/inventory';
import { contextSources } from '../sources/registry';
import type { ContextSource } from '../sources/source';
import { isAlert } from '../runs/alert-scope';
import type { EnrichmentPorts, Setup, Step } from '../runs/ports';
import { composeTarget } from '../jira/block/compose-target';
import { alertRequest, toAlert } from '../jira/read-alert';
import type { JiraIssue } from '../jira/schemas';
import { writeContext } from '../jira/write-context';
import { createTenantMemory } from './tenant-memory';
import { sourceMemory } from './source-memory';
import { createAnswerCache, type CacheIdentity } from './answer-cache';
import { connectAxonius } from './axonius-connection';
import { remainingMs } from './invocation';
import { rememberHidden } from './hidden-alerts';
import { jiraAsApp } from './jira-request';
import { readPause, readStoredSite } from './site';
import { forgetNames, setupOf } from './site-names';
import { claimAndStore, releaseClaim } from './claims';
import { storeMany } from './storage';
import type { TurnTaking } from './turns';

/** A claim outlives the write that it protects: one request to Jira, its repetition, and a margin. */
const CLAIM_MS = 30_000;
/** The assets were converted and limited before they were stored; only the frame of an entry is checked. */
const observableAnswer = z.object({
  key: z.string(),
  candidates: z.array(z.custom<Asset>(value => typeof value === 'object' && value !== null)),
  overLimit: z.boolean(),
  askedInFull: z.boolean(),
  tried: z.array(z.string()),
  answeredAt: z.string(),
});

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
  let identity: CacheIdentity = { address: null, revision: 0 };
  const cache = createAnswerCache(AXONIUS.id, observableAnswer, () => identity);
  const tenant = createTenantMemory();
  let pause: Pause | null = null;
  const context = contextSources.map(source => rememberSource(source, () => identity));
  const takeEntries = () => [cache, tenant, ...context].flatMap(memory => memory.takeEntries());
  return {
    readSite: async () => {
      const stored = await readStoredSite();
      if (!stored.ok) return stored;
      const { settings } = stored.value;
      pause = stored.value.pause;
      tenant.start(stored.value.askingMode, settings.address ?? '');
      const setup = await setupOf(stored.value);
      if (!setup.ok) return setup;
      return setup.value.sourceFields.length === 0
        ? missingFields(setup.value.problems)
        : {
            ok: true,
            value: {
              setup: setup.value,
              pausedUntil: pause?.until ?? null,
              jiraPausedUntil: jiraPausedUntil(stored.value.jiraPause, ['read', 'write'], new Date()),
            },
          };
    },
    readAlert: async (issueId, setup) => {
      const issue = await jira.getIssue(issueId, alertRequest(setup));
      return issue.ok ? alertOf(issue.value, setup) : issue;
    },
    ask: async (observables, { settings }, askOptions) => {
      identity = settings;
      const { advanced } = settings;
      const memory = sourceMemory({
        source: AXONIUS,
        cache,
        pause: () => Promise.resolve(pause),
        turns: options.turns === undefined ? null : { most: () => advanced.concurrency, taking: options.turns },
      });
      const inventory = axoniusInventory(settings, {
        client: connectAxonius(settings.address ?? ''),
        now: () => new Date(),
        way: tenant.way,
        noteExpression: tenant.noteExpression,
      });
      const minutes = { found: advanced.cacheMinutes, none: advanced.negativeCacheMinutes };
      const answer = await askInventories([{ inventory, memory }], observables, askOptions, minutes);
      if (options.storesAtOnce === true) await storeMany(tenant.takeEntries());
      return answer;
    },
    askContext: (subject, { settings }, askOptions) => {
      identity = settings;
      return askContext(context, subject, askOptions);
    },
    compose: composeTarget,
    claim: ({ issueId, owner, completed }) =>
      claimAndStore(
        {
          key: `alert:${issueId}`,
          owner,
          now: Date.now(),
          heldForMs: CLAIM_MS,
          made: completed,
        },
        takeEntries(),
      ),
    release: ({ issueId, owner }) => releaseClaim(`alert:${issueId}`, owner),
    write: async write => {
      const written = await writeContext(jira, write);
      if (written.ok && written.value.notWritten === 'field-missing') await forgetNames();
      return written;
    },
    rememberNotVisible: rememberHidden,
    enterStep: options.enterStep ?? (() => undefined),
    now: () => new Date(),
    random: () => Math.random(),
    remainingMs,
  };
}

/** Rows of a source are checked by the source that reads them. */
const contextReply = z.object({ key: z.string(), rows: z.unknown() });
const CONTEXT_MINUTES = 60;

function rememberSource(source: ContextSource, identity: () => CacheIdentity) {
  const cache = createAnswerCache(source.id, contextReply, identity);
  const memory = sourceMemory({ source, cache, pause: () => readPause(source.id), turns: null });
  return { source, cacheMinutes: CONTEXT_MINUTES, memory, takeEntries: cache.takeEntries };
}

/** The alert that an issue is, or null where it is none. */
export function alertOf(issue: JiraIssue, setup: Setup): Result<Alert | null> {
  const read = toAlert(issue, setup);
  if (!read.ok) return read;
  const { projectId, issueTypeId } = read.value;
  const place = { projectId, issueType: { id: issueTypeId, name: null } };
  return { ok: true, value: isAlert(place, setup) === true ? read.value : null };
}

function missingFields(problems: readonly string[]): Result<never> {
  const sentence = [...problems, 'A Jira admin must map the fields on the app’s configuration page.'].join(' ');
  return { ok: false, failure: { kind: 'not-configured', side: 'app', sentence, retryAfterMs: null, status: null } };
}
