export type ParsedAddress =
  { readonly ok: true; readonly origin: string } | { readonly ok: false; readonly sentence: string };

const refuse = (sentence: string): ParsedAddress => ({ ok: false, sentence });

/**
 * The origin of a tenant (`https://acme.on.axonius.com`) from what an admin typed; a missing scheme is taken as https.
 * Refused with a sentence for people: any other scheme, user information, a port other than 443, a path, query or
 * fragment, addresses in place of a name (also in their decimal, octal or hexadecimal disguises, which `URL` resolves),
 * and names that only exist inside a machine or network.
 */
export function parseTenantAddress(input: string): ParsedAddress {
  const text = input.trim();
  if (text === '') return refuse('Enter the address of your Axonius, for example https://acme.on.axonius.com.');
  if (/[\s\\]|[^\x20-\x7e]/.test(text)) {
    return refuse('The address holds blanks or characters that no address of Axonius has.');
  }
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1];
  if (scheme !== undefined && scheme.toLowerCase() !== 'https') {
    return refuse('The address must begin with https://. The app sends its key over nothing else.');
  }
  const withScheme = scheme === undefined ? `https://${text}` : text;
  if (!URL.canParse(withScheme)) {
    return refuse('That is not an address. It looks like https://acme.on.axonius.com.');
  }
  const url = new URL(withScheme);
  // A colon that `URL` takes for the default port, or an empty user name, leave no trace in the parsed parts.
  const authority = /^https:\/\/([^/?#]*)/i.exec(withScheme)?.[1] ?? '';
  if (authority.includes('@')) return refuse('The address must not hold a user name or password.');
  if (url.port !== '' || /:(?!443$)/.test(authority)) {
    return refuse('The address must not name a port: the app talks to Axonius on port 443.');
  }
  if (url.pathname !== '/' || withScheme.includes('?') || withScheme.includes('#')) {
    return refuse(`Enter the address without a path: ${url.origin}.`);
  }
  const host = url.hostname.replace(/\.$/, '');
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host) || host.startsWith('[')) {
    return refuse('Enter the name of your Axonius, not an IP address: its certificate is made out to the name.');
  }
  if (!/^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/.test(host)) {
    return refuse('That is not the full name of a machine on the internet. It looks like acme.on.axonius.com.');
  }
  if (/(^|\.)(localhost|local|internal|localdomain|lan|home|arpa)$/.test(host)) {
    return refuse('That name exists only inside a network. Jira Cloud reaches Axonius over the internet.');
  }
  return { ok: true, origin: `https://${host}` };
}
