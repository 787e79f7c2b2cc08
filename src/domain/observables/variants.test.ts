import * as fc from 'fast-check';
import type { Observable } from './observable';
import { anAsset, observablesIn, someNaming } from '../testing/builders';
import { anchoredShortName, describeTried, exactSpellings, isFoundInFull, mayBeTruncated } from './variants';

const naming = someNaming();

function only(text: string): Observable {
  const [observable] = observablesIn(text);
  if (observable === undefined) throw new Error(`no observable in ${text}`);
  return observable;
}

test('a full name is asked for as given, lower, upper, with a short name in upper case, and short', () => {
  expect(exactSpellings(only('Web01.corp.example.com'), naming)).toEqual({
    names: [
      'Web01.corp.example.com',
      'web01.corp.example.com',
      'WEB01.corp.example.com',
      'WEB01.CORP.EXAMPLE.COM',
      'Web01',
      'web01',
      'WEB01',
    ],
    addresses: [],
    macs: [],
  });
});

test('a short name is asked for with each configured suffix', () => {
  expect(exactSpellings(only('web01'), naming).names).toEqual([
    'web01',
    'WEB01',
    'web01.corp.example.com',
    'WEB01.corp.example.com',
    'WEB01.CORP.EXAMPLE.COM',
    'web01.dmz.example.com',
    'WEB01.dmz.example.com',
    'WEB01.DMZ.EXAMPLE.COM',
  ]);
});

test('a Windows name is asked for without its domain', () => {
  const { names } = exactSpellings(only('CORP\\WEB01$'), naming);
  expect(names).toContain('web01.corp.example.com');
  expect(names).toContain('WEB01');
  expect(names.join()).not.toContain('\\');
});

test('a MAC is asked for in every common spelling', () => {
  expect(exactSpellings(only('3c-52-82-a1-23-45'), naming).macs).toEqual([
    '3C:52:82:A1:23:45',
    '3c:52:82:a1:23:45',
    '3C-52-82-A1-23-45',
    '3c-52-82-a1-23-45',
    '3C5282A12345',
    '3c5282a12345',
    '3c52.82a1.2345',
  ]);
});

test('an address is asked for as it is, IPv6 also in its long forms', () => {
  expect(exactSpellings(only('10.0.0.1'), naming).addresses).toEqual(['10.0.0.1']);
  expect(exactSpellings(only('2001:DB8::a'), naming).addresses).toEqual([
    '2001:db8::a',
    '2001:DB8::A',
    '2001:db8:0:0:0:0:0:a',
    '2001:0db8:0000:0000:0000:0000:0000:000a',
  ]);
});

test('the second question is about short names only', () => {
  expect(anchoredShortName(only('WEB01.corp.example.com'))).toBe('web01');
  expect(anchoredShortName(only('10.0.0.1'))).toBeNull();
  expect(anchoredShortName(only('3c-52-82-a1-23-45'))).toBeNull();
});

test('Windows may have cut a name of exactly 15 characters, but no name with a DNS suffix', () => {
  expect(mayBeTruncated(only('FINANCE-LAPTOP-'))).toBe(true);
  expect(mayBeTruncated(only('CORP\\FINANCE-LAPTOP-$'))).toBe(true);
  expect(mayBeTruncated(only('FINANCE-LAPTOP'))).toBe(false);
  expect(mayBeTruncated(only('finance-laptop-.corp.example.com'))).toBe(false);
});

test('only a full name among the hostnames needs no second question', () => {
  const named = anAsset({ hostnames: ['other', 'WEB01.corp.example.com'] });
  expect(isFoundInFull(only('web01.corp.example.com'), [named])).toBe(true);
  expect(isFoundInFull(only('web01'), [named])).toBe(false);
  expect(isFoundInFull(only('web01.corp.example.com'), [anAsset({ hostnames: ['web01'] })])).toBe(false);
  expect(isFoundInFull(only('web01.corp.example.com'), [anAsset({ names: ['web01.corp.example.com'] })])).toBe(false);
});

test('what was tried is told as people write it', () => {
  expect(describeTried(only('WEB01'), naming)).toEqual(['web01', 'web01.corp.example.com', 'web01.dmz.example.com']);
  expect(describeTried(only('WEB01.corp.example.com'), naming, true)).toEqual([
    'web01.corp.example.com',
    'web01',
    'web01 in any domain and any case',
  ]);
  expect(describeTried(only('FINANCE-LAPTOP-'), naming, true).at(-1)).toBe('any name that starts with finance-laptop-');
});

test('no spelling of any name has a character outside of hostnames, and none comes twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), text => {
      for (const observable of observablesIn(text, 'auto')) {
        const { names, addresses, macs } = exactSpellings(observable, naming);
        for (const name of names) expect(name).toMatch(/^[A-Za-z0-9._-]+$/);
        const all = [...names, ...addresses, ...macs];
        expect(new Set(all).size).toBe(all.length);
        expect(all.length).toBeGreaterThan(0);
      }
    }),
  );
});
