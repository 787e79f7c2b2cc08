import type { FactSetting } from '../../contract/settings';
import { MOST_CANDIDATES } from '../../domain/matching/answer';
import type { Asset } from '../../domain/matching/asset';
import { createAttribution } from '../../domain/matching/attribution';
import type { Failure, Result } from '../../domain/pacing/failure';
import type { Observable } from '../../domain/observables/observable';
import { fieldsToAsk, toAsset } from './asset';
import type { AxoniusClient } from './client';
import { tookTooLong } from './failures';
import { neededFields } from './fields';

/** What is known of one observable so far. */
export interface Inquiry {
  readonly observable: Observable;
  /** By asset id, at most `MOST_CANDIDATES`. */
  readonly candidates: Map<string, Asset>;
  overLimit: boolean;
  /** `left-out`: it was needed and could not be asked. */
  anchored: 'needless' | 'asked' | 'left-out';
  asked: boolean;
  answeredAt: string | null;
}

/**
 * Which fields the questions name. `all`: and the question fails where the tenant refuses one. `all-or-needed`: then it is asked
 * once more for what a run can't do without, and `needed` holds for the rest of the call.
 */
export interface FieldsAsked {
  are: 'all' | 'all-or-needed' | 'needed';
}

/** What all questions of one call share. */
export interface Asking {
  readonly client: Pick<AxoniusClient, 'queryDevices'>;
  readonly address: string;
  readonly now: () => Date;
  readonly facts: readonly FactSetting[];
  readonly fields: FieldsAsked;
  readonly freshFromAxonius: boolean;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  readonly questions: { count: number };
}

/**
 * Devices in one page: Axonius allows 2,000, but a router or container host weighs 100 kB and more, and pages are parsed
 * whole. Where a page is larger than the app reads it is asked for again in pages of an eighth.
 */
const longestPage = 100;
const pageOfFewObservables = 26;
const fewObservables = 10;
const smallerBy = 8;

/** A query that the tenant refuses is asked again in groups of this size: it may only have been too long. */
const smallGroup = 10;

/**
 * Asks one query for a group of observables, follows its pages, and adds what comes to their candidates. An observable that
 * floods the pages is marked `overLimit` and the others are asked again without it, so that it can't hide their assets.
 * Gives the failure, or null.
 */
export async function askForCandidates<T extends { readonly inquiry: Inquiry }>(
  asking: Asking,
  group: readonly T[],
  build: (members: readonly T[]) => Result<string>,
): Promise<Failure | null> {
  let members = group;
  while (members.length > 0) {
    const query = build(members);
    if (!query.ok) return query.failure;
    const inquiries = members.map(({ inquiry }) => inquiry);
    const end = await readPages(asking, inquiries, query.value);
    if (end === 'complete') return null;
    if (end !== 'flooded') {
      if (end.kind !== 'bad-query' || members.length <= smallGroup) return end;
      return askInSmallGroups(asking, members, build);
    }
    const rest = members.filter(({ inquiry }) => !inquiry.overLimit);
    // Devices that no observable explains: this tenant answers something else than it was asked.
    if (rest.length === members.length) {
      for (const inquiry of inquiries) inquiry.overLimit = true;
      return null;
    }
    members = rest;
  }
  return null;
}

async function askInSmallGroups<T extends { readonly inquiry: Inquiry }>(
  asking: Asking,
  members: readonly T[],
  build: (members: readonly T[]) => Result<string>,
): Promise<Failure | null> {
  for (let start = 0; start < members.length; start += smallGroup) {
    const failure = await askForCandidates(asking, members.slice(start, start + smallGroup), build);
    if (failure !== null) return failure;
  }
  return null;
}

async function readPages(
  asking: Asking,
  inquiries: readonly Inquiry[],
  query: string,
): Promise<'complete' | 'flooded' | Failure> {
  const attribute = createAttribution(inquiries.map(({ observable }) => observable));
  const byObservable = new Map(inquiries.map(inquiry => [inquiry.observable, inquiry]));
  const enough = (MOST_CANDIDATES + 1) * inquiries.length;
  let limit = inquiries.length <= fewObservables ? pageOfFewObservables : longestPage;
  let offset = 0;
  let isReduced = false;
  for (;;) {
    const withinMs = asking.deadline - asking.now().getTime();
    if (withinMs <= 0) return tookTooLong();
    asking.questions.count += 1;
    const page = await asking.client.queryDevices({
      query,
      fields: isReduced || asking.fields.are === 'needed' ? neededFields : fieldsToAsk(asking.facts),
      limit,
      offset,
      freshFromAxonius: asking.freshFromAxonius,
      withinMs,
    });
    if (page.ok && isReduced) asking.fields.are = 'needed';
    if (!page.ok && page.failure.kind === 'bad-query' && asking.fields.are === 'all-or-needed') {
      // Refused without the fields that could be left out, too: it is the question itself.
      if (isReduced) asking.fields.are = 'all';
      else {
        isReduced = true;
        continue;
      }
    }
    if (!page.ok) {
      if (page.failure.tooLarge !== true || limit === 1) return page.failure;
      limit = Math.max(1, Math.floor(limit / smallerBy));
      continue;
    }
    const answeredAt = asking.now().toISOString();
    for (const inquiry of inquiries) {
      inquiry.asked = true;
      inquiry.answeredAt = answeredAt;
    }
    for (const raw of page.value.assets) {
      const asset = toAsset(raw, asking);
      if (asset === null) continue;
      for (const observable of attribute(asset)) addCandidate(byObservable.get(observable), asset);
    }
    offset += page.value.assets.length;
    if (!page.value.hasMore) return 'complete';
    if (offset >= enough || inquiries.every(({ overLimit }) => overLimit)) return 'flooded';
  }
}

function addCandidate(inquiry: Inquiry | undefined, asset: Asset): void {
  if (inquiry === undefined || inquiry.candidates.has(asset.id)) return;
  if (inquiry.candidates.size < MOST_CANDIDATES) inquiry.candidates.set(asset.id, asset);
  else inquiry.overLimit = true;
}
