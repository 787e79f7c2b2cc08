/**
 * The only place that makes AQL. A value reaches a query only after it passed the allow-list of its kind, which admits
 * neither quote nor backslash nor blank; everything around the values is fixed text. The shapes are those that every
 * known AQL parser understands, and a dot becomes `[.]`, which means the same under every reading of escapes.
 */
import { canonicalAddress } from '../../domain/observables/address';
import type { Result } from '../../domain/pacing/failure';
import { isHostname } from '../../domain/observables/hostname';
import { canonicalMac } from '../../domain/observables/mac';
import { valueRefused } from './failures';
import { field } from './fields';

/** Values to look for literally, each as it is spelled: equality in Axonius is case-sensitive. */
export interface ExactValues {
  readonly names: readonly string[];
  readonly addresses: readonly string[];
  readonly macs: readonly string[];
}

/** Values to look for whatever their case. */
export interface AnchoredValues {
  /** Names to find just as they are, but for their case. */
  readonly whole: readonly string[];
  /** Whole first labels, or whole names: found bare, and with any further labels behind them. */
  readonly names: readonly string[];
  /** Beginnings of first labels, cut off at 15 characters as NetBIOS does it. */
  readonly truncated: readonly string[];
  readonly macs: readonly string[];
}

/** Axonius' screens take up to 2,000 values in a list, the API an unpublished number: lists stay far below. */
const longestList = 100;
const nameFields = [field.hostname, field.hostnamePreferred, field.name];
const addressFields = [field.ips, field.ipsPreferred];
const macFields = [field.mac, field.macPreferred];

/** One query with a case-sensitive `in` list per field and per 100 values; refused if any value is not allowed. */
export function buildExactQuery(values: ExactValues): Result<string> {
  return buildQuery({ whole: [], names: [], truncated: [], macs: [] }, values);
}

/** One query with anchored, case-insensitive expressions; refused if any value is not allowed. */
export function buildAnchoredQuery(values: AnchoredValues): Result<string> {
  return buildQuery(values, { names: [], addresses: [], macs: [] });
}

/** Expressions and lists in one query, which finds what either finds; refused if any value is not allowed. */
export function buildQuery({ whole, names, truncated, macs }: AnchoredValues, exact: ExactValues): Result<string> {
  const isAllowed =
    whole.every(isAskableName) &&
    names.every(isAskableName) &&
    truncated.every(isAskableLabel) &&
    macs.every(isAskableMac) &&
    exact.names.every(isAskableName) &&
    exact.addresses.every(isAskableAddress) &&
    exact.macs.every(isAskableMac);
  if (!isAllowed) return refused;
  return anyOf([
    ...expressionTerms(nameFields, whole.map(dotted), ''),
    ...expressionTerms(nameFields, names.map(dotted), '([.].*)?'),
    ...expressionTerms(nameFields, truncated, '[^.]*([.].*)?'),
    ...expressionTerms(macFields, macs.map(anySeparators), ''),
    ...listTerms(nameFields, exact.names),
    ...listTerms(addressFields, exact.addresses),
    ...listTerms(macFields, exact.macs),
  ]);
}

/** Labels of 1 to 63 of `A-Z a-z 0-9 _ -`, at most 253 characters in all. */
export function isAskableName(value: string): boolean {
  return isHostname(value);
}

/** The text of an IPv4 or IPv6 address, in any spelling and without zone. */
export function isAskableAddress(value: string): boolean {
  return /^[0-9A-Fa-f:.]+$/.test(value) && canonicalAddress(value) !== null;
}

/** Twelve hexadecimal digits, bare or with `:`, `-` or `.` between them. */
export function isAskableMac(value: string): boolean {
  return /^[0-9A-Fa-f:.-]+$/.test(value) && canonicalMac(value, true) !== null;
}

const refused: Result<string> = { ok: false, failure: valueRefused() };

function isAskableLabel(value: string): boolean {
  return isHostname(value) && !value.includes('.');
}

function dotted(name: string): string {
  return name.replaceAll('.', '[.]');
}

function anySeparators(mac: string): string {
  const pairs = mac.replaceAll(/[:.-]/g, '').match(/../g) ?? [];
  return pairs.join('[:.-]?');
}

function listTerms(fields: readonly string[], values: readonly string[]): readonly string[] {
  return chunk(values).flatMap(part => {
    const list = part.map(value => `"${value}"`).join(',');
    return fields.map(name => `("${name}" in [${list}])`);
  });
}

function expressionTerms(fields: readonly string[], members: readonly string[], ending: string): readonly string[] {
  return chunk(members).flatMap(part => {
    const expression = `^(${part.join('|')})${ending}$`;
    return fields.map(name => `("${name}" == regex("${expression}", "i"))`);
  });
}

function chunk(values: readonly string[]): readonly (readonly string[])[] {
  const parts: (readonly string[])[] = [];
  for (let start = 0; start < values.length; start += longestList) parts.push(values.slice(start, start + longestList));
  return parts;
}

/** An empty query would ask for every device, so no terms are refused like a value that is not allowed. */
function anyOf(terms: readonly string[]): Result<string> {
  return terms.length === 0 ? refused : { ok: true, value: terms.join(' or ') };
}
