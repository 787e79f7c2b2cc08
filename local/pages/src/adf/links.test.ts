import { localHref, safeHref } from './links';

test.each(['https://demo.on.axonius.com/devices/1', 'http://10.0.0.1/', 'mailto:soc@example.com', '/browse/SEC-1'])(
  '%s may be followed',
  href => {
    expect(safeHref(href)).toBe(href);
  },
);

test('a link to another system is opened at its local page', () => {
  expect(localHref('https://demo.on.axonius.com/assets/devices/1?tab=a b')).toBe(
    '/__host/open?url=https%3A%2F%2Fdemo.on.axonius.com%2Fassets%2Fdevices%2F1%3Ftab%3Da%20b',
  );
  expect(localHref('/browse/SEC-1')).toBe('/browse/SEC-1');
});

test.each(['javascript:alert(1)', 'JAVASCRIPT:alert(1)', 'data:text/html,x', '//evil.example/x', 'not an address'])(
  '%s is only text',
  href => {
    expect(safeHref(href)).toBeUndefined();
  },
);
