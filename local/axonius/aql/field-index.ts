import { isPlainObject, type WireAsset } from '../asset';
import { readField } from '../derived-fields';
import type { AqlScalar } from './ast';
import type { ValueTest } from './compare';

/** All values of one field over the inventory. Positions are those of the assets in the inventory. */
export interface FieldIndex {
  /** Assets with at least one element equal to the value. One look-up, whatever the size of the inventory. */
  positionsOf(value: AqlScalar): readonly number[];
  /** Assets with at least one element that passes. Every distinct value is tested once. */
  positionsWhere(test: ValueTest): Iterable<number>;
  /** Assets that have any value in the field. */
  present(): readonly number[];
  /** The field of one asset as it would be answered. */
  rawAt(position: number): unknown;
}

/** Reads one field of all assets. */
export function buildFieldIndex(assets: readonly WireAsset[], field: string): FieldIndex {
  const byValue = new Map<AqlScalar, number[]>();
  const raws: unknown[] = [];
  const present: number[] = [];
  assets.forEach((asset, position) => {
    const raw = readField(asset, field);
    raws.push(raw);
    if (raw === undefined || raw === null) return;
    present.push(position);
    visitScalars(raw, value => {
      const positions = byValue.get(value);
      if (positions === undefined) byValue.set(value, [position]);
      else if (positions[positions.length - 1] !== position) positions.push(position);
    });
  });
  return {
    positionsOf: value => byValue.get(value) ?? [],
    positionsWhere: test => filterPositions(byValue, test),
    present: () => present,
    rawAt: position => raws[position],
  };
}

function* filterPositions(byValue: ReadonlyMap<AqlScalar, readonly number[]>, test: ValueTest): Iterable<number> {
  for (const [value, positions] of byValue) if (test(value)) yield* positions;
}

/** The plain values of a field; `null` and objects are no values to compare with. */
export function listScalars(raw: unknown): AqlScalar[] {
  const values: AqlScalar[] = [];
  visitScalars(raw, value => values.push(value));
  return values;
}

function visitScalars(raw: unknown, visit: (value: AqlScalar) => void): void {
  if (typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean') visit(raw);
  else if (Array.isArray(raw)) for (const element of raw) visitScalars(element, visit);
}

/** The rows of a field that holds a list of objects. */
export function listRows(raw: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(raw) ? raw.filter(isPlainObject) : isPlainObject(raw) ? [raw] : [];
}
