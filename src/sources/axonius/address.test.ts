import { parseTenantAddress } from './address';

describe('the address of a tenant', () => {
  it.each([
    ['https://acme.on.axonius.com', 'https://acme.on.axonius.com'],
    ['  https://ACME.on.axonius.com/  ', 'https://acme.on.axonius.com'],
    ['acme.on.axonius.com', 'https://acme.on.axonius.com'],
    ['https://acme.on.axonius.com.', 'https://acme.on.axonius.com'],
    ['https://acme.on.axonius.com:443', 'https://acme.on.axonius.com'],
    ['https://acme-0123456789abcdef.on.axonius.com', 'https://acme-0123456789abcdef.on.axonius.com'],
    ['https://axonius.example.net', 'https://axonius.example.net'],
  ])('takes %s', (input, origin) => {
    expect(parseTenantAddress(input)).toEqual({ ok: true, origin });
  });

  it.each([
    ['', /Enter the address/],
    ['http://acme.on.axonius.com', /https/],
    ['ftp://acme.on.axonius.com', /https/],
    ['javascript://acme.on.axonius.com', /https/],
    ['https://key:secret@acme.on.axonius.com', /user name/],
    ['https://acme.on.axonius.com@evil.example', /user name/],
    ['https://@evil.example', /user name/],
    ['https://acme.on.axonius.com:8443', /port/],
    ['acme.on.axonius.com:80', /port/],
    ['https://acme.on.axonius.com:', /port/],
    ['https://acme.on.axonius.com/api/v2', /without a path: https:\/\/acme.on.axonius.com\./],
    ['https://acme.on.axonius.com/?', /without a path/],
    ['https://acme.on.axonius.com#x', /without a path/],
    ['https://evil.example\\.axonius.com', /blanks or characters/],
    ['https://acme.on.axonius.com\n.evil.example', /blanks or characters/],
    ['https://аcme.on.axonius.com', /blanks or characters/],
    ['https://127.0.0.1', /IP address/],
    ['https://2130706433', /IP address/],
    ['https://0x7f.1', /IP address/],
    ['https://0177.0.0.1', /IP address/],
    ['https://[::1]', /IP address|port/],
    ['https://localhost', /full name/],
    ['https://axonius', /full name/],
    ['https://axonius.corp.internal', /inside a network/],
    ['https://axonius.local', /inside a network/],
    ['https://-acme.on.axonius.com', /full name/],
    ['https://acme..axonius.com', /full name/],
    ['https://%2e%2e.example', /not an address|full name/],
    ['what?', /not an address|without a path|full name/],
  ])('refuses %j', (input, sentence) => {
    const parsed = parseTenantAddress(input);
    expect(parsed).toEqual({ ok: false, sentence: expect.stringMatching(sentence) });
  });
});
