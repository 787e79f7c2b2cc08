// A dot or an apostrophe inside a word doesn't part it, so that `web01.corp.example.com` is one word to a text search.
const WORD = /[\p{L}\p{N}_]+(?:[.'][\p{L}\p{N}_]+)*/gu;

export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(WORD) ?? [];
}

/** Jira's `~`: every word is in the text, a `*` at a word's end stands for any ending, a quoted phrase keeps its order. */
export function createTextTest(query: string): (text: string) => boolean {
  const phrases = [...query.matchAll(/"([^"]+)"/g)].map(([, phrase]) => wordsOf(phrase ?? ''));
  const rest = query.replace(/"[^"]+"/g, ' ').toLowerCase();
  const prefixes = [...rest.matchAll(/([\p{L}\p{N}_.']+)\*/gu)].map(([, prefix]) => prefix ?? '');
  const words = wordsOf(rest.replace(/[\p{L}\p{N}_.']+\*/gu, ' '));
  return text => {
    const found = wordsOf(text);
    const all = new Set(found);
    return (
      words.every(word => all.has(word)) &&
      prefixes.every(prefix => found.some(word => word.startsWith(prefix))) &&
      phrases.every(phrase => found.some((_, at) => phrase.every((word, offset) => found[at + offset] === word)))
    );
  };
}
