import { safeHref } from './links';

test.each(['https://demo.on.axonius.com/devices/1', 'http://10.0.0.1/', 'mailto:soc@example.com', '/browse/SEC-1'])(
  '%s may be followed',
  href => {
    expect(safeHref(href)).toBe(href);
  },
);

test.each(['javascript:alert(1)', 'JAVASCRIPT:alert(1)', 'data:text/html,x', '//evil.example/x', 'not an address'])(
  '%s is only text',
  href => {
    expect(safeHref(href)).toBeUndefined();
  },
);
