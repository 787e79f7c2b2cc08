import { suggestSuffixes } from './suggest-suffixes';

it('counts the domains of full names, most first, and leaves out what names nothing or occurs once', () => {
  const hostnames = [
    'a.dmz.example.com',
    'b.dmz.example.com',
    'WEB01.corp.example.com',
    'web02.corp.example.com.',
    'web03.corp.example.com',
    'short',
    'printer.local',
    'mac-1.local',
    'once.example.net',
    '10.0.0.1',
    '10.0.0.2',
  ];
  expect(suggestSuffixes(hostnames)).toEqual([
    { suffix: 'corp.example.com', machines: 3 },
    { suffix: 'dmz.example.com', machines: 2 },
  ]);
});
