import { createAxoniusClient } from '../../src/sources/axonius/client';
import { findAssets } from '../../src/sources/axonius/find-assets';
import { findObservables } from '../../src/domain/observables/find-observables';
import { judge } from '../../src/domain/matching/judge';
import type { NamingRules } from '../../src/domain/observables/observable';
import { readAssetId, type WireAsset } from '../../local/axonius/asset';
import type { Tenant } from '../../local/axonius/tenant';
import { askPlainly, CREDENTIALS, TENANT_ADDRESS } from './ask-tenant';
import { NOW, type KnownAlert } from './world';

/** What a strategy says about an alert. */
export interface Said {
  readonly assets: readonly string[];
  /** Assets of which it says that it can't tell them apart. */
  readonly undecided: readonly string[];
  /** It said that something could not be decided. */
  readonly ambiguous: boolean;
}

export type Strategy = (alert: KnownAlert, tenant: Tenant) => Promise<Said>;

const NAMING: NamingRules = {
  suffixes: ['corp.example.com', 'dmz.example.com'],
  windowsDomains: { CORP: 'corp.example.com' },
  namesOfNoMachine: [],
  sharedAddresses: [],
};
const HOSTNAME = 'specific_data.data.hostname';
const ADDRESSES = 'specific_data.data.network_interfaces.ips';
const MACS = 'specific_data.data.network_interfaces.mac';
const A_MINUTE = 60_000;

/** The app's own way: find observables, ask, judge. */
export const askOurs: Strategy = async (alert, tenant) => {
  const now = () => NOW;
  const client = createAxoniusClient({
    address: TENANT_ADDRESS,
    fetch: (url, init) => tenant.fetch(new Request(url, init)),
    authorize: () => Promise.resolve({ ...CREDENTIALS }),
    remainingMs: () => A_MINUTE,
    now,
  });
  const { observables } = findObservables([{ field: 'f', kind: alert.kind, texts: [alert.text] }], NAMING);
  const answer = await findAssets(
    { observables, naming: NAMING, facts: [], freshFromAxonius: false, way: 'together', withinMs: A_MINUTE },
    { client, address: TENANT_ADDRESS, now },
  );
  if (!answer.ok) throw new Error(`${alert.text}: ${answer.failure.sentence}`);
  const judgement = judge({
    observables,
    answers: answer.value.observables,
    alertTime: alert.alertTime,
    freshnessDays: 30,
    naming: NAMING,
    choices: {},
  });
  const named = (outcomes: readonly string[]) => [
    ...new Set(
      judgement.observables
        // What an address beside a name leads to is told as another machine.
        .filter(({ outcome, isOtherMachine }) => outcomes.includes(outcome) && isOtherMachine !== true)
        .flatMap(({ assetIds }) => assetIds),
    ),
  ];
  return {
    assets: named(['matched', 'stale']),
    undecided: named(['ambiguous']),
    ambiguous: judgement.outcome === 'ambiguous',
  };
};

/** Equality as the client libraries ask it: with case, by the value as it stands; the first asset is taken. */
export const askExactly: Strategy = (alert, tenant) =>
  takeFirst(alert, async value => askPlainly(tenant, `("${fieldOf(value)}" == "${value}")`, [HOSTNAME]));

/** A regular expression without anchors and escapes; the first asset is taken. */
export const askUnanchored: Strategy = (alert, tenant) =>
  takeFirst(alert, async value => askPlainly(tenant, `("${fieldOf(value)}" == regex("${value}", "i"))`, [HOSTNAME]));

/** The same expression, and of the answers the first one whose first hostname is the value as a whole. */
export const askFirstNameOnly: Strategy = (alert, tenant) =>
  takeFirst(alert, async value => {
    const found = await askPlainly(tenant, `("${fieldOf(value)}" == regex("${value}", "i"))`, [HOSTNAME]);
    return fieldOf(value) === HOSTNAME ? found.filter(asset => firstName(asset) === value.toLowerCase()) : found;
  });

async function takeFirst(alert: KnownAlert, ask: (value: string) => Promise<readonly WireAsset[]>): Promise<Said> {
  const ids: string[] = [];
  for (const value of alert.text.split(/[,;\n]/).map(part => part.trim())) {
    const [first] = value === '' ? [] : await ask(value);
    if (first !== undefined) ids.push(readAssetId(first));
  }
  return { assets: [...new Set(ids)], undecided: [], ambiguous: false };
}

function fieldOf(value: string): string {
  if (/^\d+(?:\.\d+){3}$|^[0-9a-f:]*::[0-9a-f:]*$/i.test(value)) return ADDRESSES;
  return /^(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i.test(value) ? MACS : HOSTNAME;
}

function firstName(asset: WireAsset): string | undefined {
  const names = asset[HOSTNAME];
  const first: unknown = Array.isArray(names) ? names[0] : names;
  return typeof first === 'string' ? first.toLowerCase() : undefined;
}
