/** The text is no AQL. The message is a sentence; `position` counts characters from 0 (0 where no place is known). */
export class AqlSyntaxError extends Error {
  override readonly name = 'AqlSyntaxError';
  readonly position: number;

  constructor(sentence: string, position: number) {
    super(sentence);
    this.position = position;
  }
}
