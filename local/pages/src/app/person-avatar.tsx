import type { ReactNode } from 'react';
import Avatar from '@atlaskit/avatar/avatar';

/** Backgrounds with enough contrast to white letters. */
const COLOURS = ['#1558BC', '#5E4DB2', '#206A83', '#216E4E', '#943D73', '#A54800'];

function imageOf(name: string): string {
  const words = name.split(/\s+/).filter(word => word !== '');
  const initials = [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map(word => word?.[0] ?? '')
    .join('')
    .toUpperCase();
  const sum = Array.from(name, letter => letter.codePointAt(0) ?? 0).reduce((total, code) => total + code, 0);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" fill="${COLOURS[sum % COLOURS.length]}"/><text x="16" y="16.5" fill="#fff" font-family="sans-serif" font-size="13" font-weight="600" text-anchor="middle" dominant-baseline="central">${initials.replace(/[<>&]/g, '')}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** A person's initials, as Jira draws them for people without a picture. The name stands beside it. */
export function PersonAvatar({ name, size }: { name: string; size: 'small' | 'medium' }): ReactNode {
  return (
    <span className="avatar" aria-hidden="true">
      <Avatar size={size} src={imageOf(name)} as="span" borderColor="transparent" />
    </span>
  );
}
