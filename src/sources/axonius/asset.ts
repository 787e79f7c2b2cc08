import type { FactSetting } from '../../contract/settings';
import type { Asset, AssetFact } from '../../domain/matching/asset';
import { isPlaceholderSerial } from '../../domain/matching/serials';
import { newestDate, oldestDate } from './dates';
import { assetFields, field } from './fields';
import { readNetwork, type AssetNetwork } from './interfaces';
import {
  asObject,
  asObjects,
  asStrings,
  asTexts,
  mostFrequent,
  read,
  withoutRepetition,
  type RawDevice,
} from './values';

export interface AssetContext {
  /** Origin of the tenant, for links. */
  readonly address: string;
  readonly facts: readonly FactSetting[];
}

const shownValues = 5;
const longestFact = 255;

/** Fields to ask for: what every run needs, and the facts that are shown. What is not shown never leaves Axonius. */
export function fieldsToAsk(facts: readonly FactSetting[]): readonly string[] {
  return [...new Set([...assetFields, ...facts.filter(fact => fact.shown).map(fact => fact.axoniusField)])];
}

/** An asset from a raw device of any known shape, or null where it has no usable id. Never throws. */
export function toAsset(raw: unknown, { address, facts }: AssetContext): Asset | null {
  const device = asObject(raw);
  const id = device === null ? null : readId(device);
  if (device === null || id === null) return null;

  const preferred = asStrings(read(device, field.hostnamePreferred));
  const hostnames = asTexts(read(device, field.hostname));
  const names = asTexts(read(device, field.name));
  const adapters = asStrings(read(device, field.adapters));
  const adapterCount = read(device, field.adapterCount);
  const network = readNetwork(device);
  const serials = asStrings(read(device, field.serial)).filter(serial => !isPlaceholderSerial(serial));
  return {
    id,
    displayName:
      preferred[0] ?? mostFrequent(hostnames) ?? mostFrequent(names) ?? nameUnnamed(network, serials[0] ?? null),
    hostnames: withoutRepetition([...preferred, ...hostnames]),
    names: withoutRepetition(names),
    lastSeen: newestDate(read(device, field.lastSeen)),
    firstSeen: oldestDate([read(device, field.firstSeenPreferred), read(device, field.firstSeen)]),
    ...network,
    serials,
    os: readOs(device),
    model: mostFrequent(asTexts(read(device, field.model))),
    adapters,
    adapterCount: Number.isInteger(adapterCount) && Number(adapterCount) > 0 ? Number(adapterCount) : adapters.length,
    agents: readAgents(device),
    labels: asStrings(read(device, field.labels)),
    facts: facts.filter(fact => fact.shown).flatMap(fact => readFact(device, fact)),
    link: linkToAsset(address, id),
  };
}

/** The asset's page in Axonius; the tenant's start page where the id is none that may stand in an address. */
export function linkToAsset(address: string, id: string): string {
  return /^[a-z0-9]{32}$/.test(id) ? `${address}/assets/devices/${id}/asset-profile/all` : address;
}

function readId(device: RawDevice): string | null {
  const id = read(device, field.id);
  return typeof id === 'string' && /^[A-Za-z0-9_.-]{1,128}$/.test(id) ? id : null;
}

/** What has no name is called by what it has; an id says nothing to a person. */
function nameUnnamed({ addresses, macs }: AssetNetwork, serial: string | null): string {
  const [what = macs[0] ?? serial] = addresses;
  return what === null ? 'Unnamed device' : `Unnamed device, ${what}`;
}

/** Versions without the name of their agent say nothing that could be shown. */
function readAgents(device: RawDevice): Asset['agents'] {
  return asObjects(read(device, field.agents)).flatMap(row => {
    const [adapter] = asTexts(read(row, 'adapter'));
    const [version] = asTexts(read(row, 'version'));
    return adapter === undefined || version === undefined ? [] : [{ adapter, version }];
  });
}

function readOs(device: RawDevice): string | null {
  return (
    asStrings(read(device, field.osPreferred))[0] ??
    mostFrequent(asTexts(read(device, field.osTypeDistribution))) ??
    mostFrequent(asTexts(read(device, field.osType)))
  );
}

function readFact(device: RawDevice, { label, axoniusField, personal }: FactSetting): readonly AssetFact[] {
  const value = read(device, axoniusField);
  const texts = withoutRepetition(
    [...asTexts(value), ...asObjects(value).map(describeObject)].filter(text => text !== ''),
  );
  if (texts.length === 0) return [];
  const shown = texts.slice(0, shownValues).join(', ');
  const rest = texts.length - shownValues;
  const text =
    shown.length > longestFact ? `${shown.slice(0, longestFact - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : shown;
  return [{ label, value: rest > 0 ? `${text} and ${String(rest)} more` : text, personal }];
}

/** The plain values of an object in order: `crowdstrike 7.10` for an agent and its version. */
function describeObject(object: RawDevice): string {
  return Object.keys(object)
    .slice(0, 10)
    .flatMap(key => asTexts(read(object, key)).slice(0, 1))
    .slice(0, 4)
    .join(' ');
}
