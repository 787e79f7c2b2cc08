import * as fc from 'fast-check';
import type { FieldKind } from '../../contract/vocabulary';
import { findObservables, MOST_OBSERVABLES } from './find-observables';
import { observableKey } from './observable';
import { someNaming } from '../testing/builders';

function find(kind: FieldKind, ...texts: string[]) {
  return findObservables(
    [{ field: 'f', kind, texts }],
    someNaming({ namesOfNoMachine: ['scanner'], sharedAddresses: ['10.0.0.53'] }),
  );
}

/** Keys of what was found in a field of kind `hostname`. */
function keys(...texts: string[]): string[] {
  return find('hostname', ...texts).observables.map(observableKey);
}

function reason(text: string, kind: FieldKind = 'hostname'): string | undefined {
  const { observables, rejected } = find(kind, text);
  expect(observables).toEqual([]);
  return rejected[0]?.reason;
}

describe('types', () => {
  test.each([
    ['WEB01.corp.example.com', 'hostname:web01.corp.example.com'],
    ['web_01', 'hostname:web_01'],
    ['FINANCE-LAPTOP-', 'hostname:finance-laptop-'],
    ['12345', 'hostname:12345'],
    ['3c-52-82-a1-23-45', 'mac:3C:52:82:A1:23:45'],
    ['3c52.82a1.2345', 'mac:3C:52:82:A1:23:45'],
    ['10.20.4.17', 'ip:10.20.4.17'],
    ['10.20.4.17:443', 'ip:10.20.4.17'],
    ['[2001:DB8::1]:80', 'ip:2001:db8::1'],
    ['[2001:db8::1]', 'ip:2001:db8::1'],
    ['2001:0db8:0000::0001%eth0', 'ip:2001:db8::1'],
    ['::ffff:10.0.0.9', 'ip:10.0.0.9'],
    ['10.0.0.7/32', 'ip:10.0.0.7'],
    ['https://user:pw@web01.corp.example.com:8443/a?b#c', 'hostname:web01.corp.example.com'],
    ['http://[2001:db8::7]:8080/x', 'ip:2001:db8::7'],
    ['web01.corp.example.com:8443/login', 'hostname:web01.corp.example.com'],
    ['\\\\FS01\\share$', 'hostname:fs01'],
    ['\\\\?\\UNC\\fs02\\x', 'hostname:fs02'],
    ['CORP\\WEB01$', 'hostname:web01.corp.example.com'],
    ['corp\\WEB01', 'hostname:web01.corp.example.com'],
    ['dmz.example.com\\WEB01', 'hostname:web01.dmz.example.com'],
    ['OTHER\\WEB01$', 'hostname:web01'],
  ])('%s is %s', (text, key) => {
    expect(keys(text)).toEqual([key]);
    expect(find('hostname', text).rejected).toEqual([]);
  });

  test('an account is no machine in a field of kind auto, a machine account is', () => {
    expect(reason('CORP\\alice', 'auto')).toBe('an account, not a machine');
    expect(find('auto', 'CORP\\WEB01$').observables.map(observableKey)).toEqual(['hostname:web01.corp.example.com']);
    expect(reason('.\\alice')).toBe('an account, not a machine');
    expect(reason('alice@example.com', 'auto')).toBe('an account or e-mail address, not a machine');
  });

  test('twelve hexadecimal digits are a MAC only in a field of kind mac', () => {
    expect(find('mac', '3C5282A12345').observables.map(observableKey)).toEqual(['mac:3C:52:82:A1:23:45']);
    expect(find('auto', '3C5282A12345').observables.map(observableKey)).toEqual(['hostname:3c5282a12345']);
  });

  test('a field of addresses takes no names', () => {
    expect(reason('dynamic', 'ip')).toBe('not an IP address');
    expect(reason('wlan0', 'mac')).toBe('not a MAC address');
  });
});

describe('cleaning', () => {
  test.each([
    ['web01[.]corp[.]example[.]com', 'hostname:web01.corp.example.com'],
    ['web01(.)corp(dot)example[dot]com', 'hostname:web01.corp.example.com'],
    ['10[.]0[.]0[.]8', 'ip:10.0.0.8'],
    ['hxxps://web01[.]corp[.]example[.]com/x', 'hostname:web01.corp.example.com'],
    ['hxxp[:]//web01[.]corp[.]example[.]com', 'hostname:web01.corp.example.com'],
    ['  "web01"  ', 'hostname:web01'],
    ['“web01”', 'hostname:web01'],
    ["'web01'", 'hostname:web01'],
    ['[web01]', 'hostname:web01'],
    ['web01.', 'hostname:web01'],
    ['web01.corp.example.com.', 'hostname:web01.corp.example.com'],
    ['WEB01$', 'hostname:web01'],
    ['web01:8080', 'hostname:web01'],
    ['web\u200b01', 'hostname:web01'],
    ['ｗｅｂ０１', 'hostname:web01'],
    ['１０．０．０．１', 'ip:10.0.0.1'],
    ['bücher_01.example.com', 'hostname:xn--bcher_01-65a.example.com'],
  ])('%s is read as %s', (text, key) => {
    expect(keys(text)).toEqual([key]);
  });

  test('the value is kept as it was given, cleaned', () => {
    expect(find('hostname', ' "WEB01.Corp.example.com." ').observables).toEqual([
      { kind: 'hostname', value: 'WEB01.Corp.example.com', field: 'f', short: 'web01', full: 'web01.corp.example.com' },
    ]);
    expect(find('hostname', 'CORP\\WEB01$').observables[0]?.value).toBe('CORP\\WEB01');
  });
});

describe('several values', () => {
  test('are parted by comma, semicolon and line break', () => {
    expect(keys('web01, web02;web03\nweb04\r\nweb05')).toEqual(
      ['web01', 'web02', 'web03', 'web04', 'web05'].map(n => `hostname:${n}`),
    );
  });

  test('are parted by blanks when every part is a name or an address on its own', () => {
    expect(keys('web01 web02.corp.example.com\t10.0.0.1')).toEqual([
      'hostname:web01',
      'hostname:web02.corp.example.com',
      'ip:10.0.0.1',
    ]);
    expect(keys('web01 (10.0.0.7)')).toEqual(['hostname:web01', 'ip:10.0.0.7']);
    expect(keys('LT-FINANCE SRV-MAIL')).toEqual(['hostname:lt-finance', 'hostname:srv-mail']);
  });

  test('come from lists that people and tools write', () => {
    expect(keys('- web01\n- web02\n* web03')).toEqual(['hostname:web01', 'hostname:web02', 'hostname:web03']);
    expect(keys('["web01","web02"]')).toEqual(['hostname:web01', 'hostname:web02']);
  });

  test('a URL keeps its commas and semicolons', () => {
    const found = find('hostname', 'https://web01.corp.example.com/a,b;c=d?e, web02');
    expect(found.observables.map(observableKey)).toEqual(['hostname:web01.corp.example.com', 'hostname:web02']);
    expect(found.rejected).toEqual([]);
    expect(keys('https://web01.corp.example.com/,web02')).toEqual([
      'hostname:web01.corp.example.com',
      'hostname:web02',
    ]);
  });

  test('duplicates are merged across fields, the first stays', () => {
    const found = findObservables(
      [
        { field: 'a', kind: 'hostname', texts: ['WEB01', 'web01'] },
        { field: 'b', kind: 'auto', texts: ['Web01', '2001:db8::1', '2001:DB8:0::1'] },
      ],
      someNaming(),
    );
    expect(found.observables.map(({ value, field }) => [value, field])).toEqual([
      ['WEB01', 'a'],
      ['2001:db8::1', 'b'],
    ]);
  });

  test('at most 50 are read, the others are counted once each', () => {
    const names = Array.from({ length: 60 }, (_, n) => `web${n}`);
    const found = find('hostname', [...names, 'web59', 'WEB0'].join(','));
    expect(found.observables).toHaveLength(MOST_OBSERVABLES);
    expect(found.notRead).toBe(10);
  });
});

describe('rejected with a reason', () => {
  test.each([
    ['localhost', 'names no single machine'],
    ['localhost.localdomain', 'names no single machine'],
    ['localhost.corp.example.com', 'names no single machine'],
    ['web01.localhost', 'names no single machine'],
    ['KALI', 'names no single machine'],
    ['kali.local', 'names no single machine'],
    ['unknown', 'names no single machine'],
    ['N/A', 'names no single machine'],
    ['Scanner', 'names no single machine'],
    ['CORP\\Administrator', 'names no single machine'],
    ['http://localhost:3000/', 'names no single machine'],
    ['the server in room 3 is down', 'words, not the name of a machine'],
    ['mail server', 'words, not the name of a machine'],
    ['John Smith', 'words, not the name of a machine'],
    ['web01 or 1', 'words, not the name of a machine'],
    ['x" or "1" == "1', 'words, not the name of a machine'],
    ['web01"]}', 'has characters that no hostname has'],
    ['*.corp.example.com', 'has characters that no hostname has'],
    ['{{host}}', 'has characters that no hostname has'],
    ['web\u000001', 'has characters that no hostname has'],
    ['\ud800', 'has characters that no hostname has'],
    ['a..b', 'has an empty part between its dots'],
    ['a'.repeat(64), 'too long for a hostname'],
    [`${'a.'.repeat(126)}ab`, 'too long for a hostname'],
    ['a'.repeat(400), 'too long for a name'],
    ['-_-', 'has no letter or digit'],
    ['file:///c:/x', 'a URL without a server'],
    ['127.0.0.1', 'a loopback address, every machine has it'],
    ['[::1]:80', 'a loopback address, every machine has it'],
    ['169.254.7.7', 'a link-local address, it names a machine only on its own network segment'],
    ['fe80::1%eth0', 'a link-local address, it names a machine only on its own network segment'],
    ['224.0.0.1', 'a multicast address, it names a group'],
    ['ff02::1', 'a multicast address, it names a group'],
    ['255.255.255.255', 'a broadcast address, it names a group'],
    ['0.0.0.0', 'the unspecified address, it names no machine'],
    ['::', 'the unspecified address, it names no machine'],
    ['10.0.0.53', 'an address that machines share'],
    ['10.0.0.0/16', 'a network, not one machine'],
    ['10.0.0.5/255.255.255.0', 'a network, not one machine'],
    ['2001:db8::/32', 'a network, not one machine'],
    ['10.0.0.1-10.0.0.9', 'a network, not one machine'],
    ['10.0.0.*', 'a network, not one machine'],
    ['10.1', 'looks like an address but is none'],
    ['010.0.0.1', 'looks like an address but is none'],
    ['256.1.1.1', 'looks like an address but is none'],
    ['01:00:5e:00:00:01', 'a multicast MAC address, it names a group'],
    ['ff:ff:ff:ff:ff:ff', 'the broadcast MAC address, it names a group'],
    ['00:00:00:00:00:00', 'the empty MAC address, it names no machine'],
  ])('%s: %s', (text, expected) => {
    expect(reason(text)).toBe(expected);
  });

  test('one machine of a name that is common elsewhere is a machine', () => {
    expect(keys('kali.corp.example.com')).toEqual(['hostname:kali.corp.example.com']);
  });

  test('what is shown of a rejected value is short and on one line', () => {
    const [rejection] = find('hostname', `<script>\u202e\u0007\t${'x'.repeat(5000)}`).rejected;
    expect(rejection?.value).toMatch(/^<script> x+…$/);
    expect(rejection?.value.length).toBeLessThanOrEqual(100);
  });

  test('many rejected values are counted', () => {
    const { rejected } = find('hostname', Array.from({ length: 80 }, (_, n) => `bad!${n}`).join(','));
    expect(rejected).toHaveLength(51);
    expect(rejected.at(-1)).toEqual({ value: '…', reason: '30 more values were left out' });
  });
});

describe('hostile text', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }).map(units => String.fromCharCode(...units)),
    fc
      .array(
        fc.constantFrom(
          '[',
          '.',
          ']',
          '"',
          "'",
          ' ',
          ',',
          ';',
          '\n',
          '\\',
          '/',
          ':',
          'http://',
          '$',
          '%',
          'é',
          'a1',
          '10.',
          '\ud800',
          '@',
        ),
        {
          maxLength: 120,
        },
      )
      .map(parts => parts.join('')),
  );
  const kinds = fc.constantFrom<FieldKind>('hostname', 'ip', 'mac', 'auto');

  test('is read without an error, within the limits, into values that fit their type', () => {
    fc.assert(
      fc.property(kinds, fc.array(hostile, { maxLength: 4 }), (kind, texts) => {
        const { observables, rejected } = find(kind, ...texts);
        expect(observables.length).toBeLessThanOrEqual(MOST_OBSERVABLES);
        expect(new Set(observables.map(observableKey)).size).toBe(observables.length);
        for (const { value } of rejected) expect(value.length).toBeLessThanOrEqual(200);
        for (const observable of observables) {
          if (observable.kind === 'mac') expect(observable.mac).toMatch(/^([0-9A-F]{2}:){5}[0-9A-F]{2}$/);
          if (observable.kind === 'ip') expect(observable.address).toMatch(/^[0-9a-f.:]{2,45}$/);
          if (observable.kind !== 'hostname') continue;
          expect(observable.short).toMatch(/^[a-z0-9_-]{1,63}$/);
          expect(observable.full ?? 'a').toMatch(/^(?=.{1,253}$)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*$/);
        }
      }),
      { numRuns: 500 },
    );
  });
});
